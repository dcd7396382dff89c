#!/bin/sh
# 不用联网，安装 gxaudit：sh install.sh [文件夹]      （PYTHON=… 指定用哪个 Python）
# Installs gxaudit without internet: sh install.sh [FOLDER]      (PYTHON=... says which Python)
here=$(cd "$(dirname "$0")" && pwd) || exit 1
# Each is tried by running it: a name on the path may stand for nothing that works.
for python in ${PYTHON:-python3.14 python3.13 python3.12 python3.11 python3}; do
  if "$python" -c pass >/dev/null 2>&1; then
    exec "$python" "$here/install.py" "$@"
  fi
done
echo '没有找到 Python，请先安装 Python 3.11 或更新的版本。'
echo 'There is no Python here. Install Python 3.11 or later first.'
exit 1
