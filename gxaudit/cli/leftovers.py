"""Results of earlier runs in folders that are audited: no reports, and said aloud."""

from __future__ import annotations

from collections.abc import Callable

from gxaudit.wording import Text


class Leftovers:
    """Asked of each file in a folder, knows our own results and counts them."""

    def __init__(self) -> None:
        self._count = 0
        self._first = ""

    def __call__(self, path: str) -> bool:
        """Whether a file is surely a result that we wrote. Never raises."""
        from gxaudit.render.formats import of_file
        from gxaudit.render.leftover import is_leftover

        form = of_file(path)
        if form is None or not is_leftover(path, form[0].name):
            return False
        self._first = self._first or path
        self._count += 1
        return True

    def tell(self, tell: Callable[[Text], object]) -> None:
        """How many there were, if any."""
        if self._count:
            tell(_passed_over(self._count, self._first))


def _passed_over(count: int, first: str) -> Text:
    return Text(
        f"上次的结果 {count} 个文件，没有当作报告（如 {first}）；要检查其中哪个，请写出它的文件名",
        f"{count} file(s) of earlier results, such as {first}, are no reports and were passed "
        "over; to audit one of them, name it",
    )
