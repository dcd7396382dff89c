"""What the system says when a file cannot be had, in both languages: it speaks English or none."""

from __future__ import annotations

import errno

from gxaudit.wording import Text

_REASONS = {
    errno.ENOENT: Text("没有这个文件或文件夹", "no such file or folder"),
    errno.EACCES: Text(
        "没有权限，或者文件正被别的程序打开", "permission denied, or in use elsewhere"
    ),
    errno.EPERM: Text("没有权限", "permission denied"),
    errno.EEXIST: Text("已有同名的文件或文件夹", "a file or folder of that name is there"),
    errno.EISDIR: Text("这是文件夹，不是文件", "it is a folder and no file"),
    errno.ENOTDIR: Text("路径中间有一段不是文件夹", "a part of the path is no folder"),
    errno.ENOTEMPTY: Text("文件夹不是空的", "the folder is not empty"),
    errno.ENAMETOOLONG: Text("文件名太长", "the name is too long"),
    errno.ELOOP: Text("链接绕成了圈", "links lead in a circle"),
    errno.ENOSPC: Text("磁盘已满", "the disk is full"),
    errno.EDQUOT: Text("磁盘配额已用完", "the disk quota is used up"),
    errno.EFBIG: Text("文件太大", "the file is too large"),
    errno.EROFS: Text("磁盘是只读的", "the disk is read-only"),
    errno.EIO: Text("磁盘读写出错", "the disk failed"),
    errno.EMFILE: Text("打开的文件太多", "too many files are open"),
    errno.EBUSY: Text("文件正被占用", "the file is in use"),
    errno.EPIPE: Text("接收输出的程序已经结束", "whoever took the output has ended"),
    errno.EINVAL: Text("文件名或操作不被系统接受", "the system refuses the name or the operation"),
}


def reason(error: BaseException) -> Text:
    """Why the system refused, for a person; its own number and words where it is a rare thing."""
    number = error.errno if isinstance(error, OSError) else None
    if number in _REASONS:
        return _REASONS[number]
    words = getattr(error, "strerror", None) or str(error) or type(error).__name__
    if number is None:
        return Text(f"系统提示：“{words}”", f"the system says “{words}”")
    return Text(f"系统错误 {number}：“{words}”", f"the system says “{words}” (error {number})")
