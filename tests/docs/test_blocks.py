"""The blocks of a page are really done: what a page shows wrongly is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.blocks import Block, Session, blocks, reader_environment


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return reader_environment(tmp_path_factory.mktemp("reader"), "en")


def _do(folder: Path, environment: dict[str, str], page: str) -> int:
    path = folder / "page.md"
    path.write_text(page, encoding="utf-8")
    return Session(folder, environment).do(path)


def test_a_block_knows_its_language_its_file_and_its_line(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Words.\n\n````toml a/b.toml\n```\nx = 1\n````\n", encoding="utf-8")
    assert blocks(page) == [Block("toml", "a/b.toml", "```\nx = 1\n", 3)]


def test_a_block_that_is_never_closed_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```sh\ntrue\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"page\.md:1"):
        blocks(page)


@pytest.mark.parametrize(
    "page",
    [
        "```console\n$ gxaudit --version\ngxaudit …\n```\n",
        "```console\n$ printf 'a\\nb\\nc\\n'\na\n…\nc\n$ true\n```\n",
        "```console\n$ false\n$ echo $?\n1\n```\n",
        "```sh\nmkdir deep\ncd deep\n```\n```sh\nmkdir deeper\ncd ../deep/deeper\n```\n",
        "```toml a/b.toml\nx = 1\n```\n```sh\ngrep 'x = 1' a/b.toml\n```\n",
        "```python\nimport gxaudit.testing, lark\n```\n",
    ],
)
def test_what_is_so_passes(page: str, tmp_path: Path, environment: dict[str, str]) -> None:
    assert _do(tmp_path, environment, page) == page.count("```") // 2


@pytest.mark.parametrize(
    "page",
    [
        "```console\n$ echo a\nb\n```\n",
        "```console\n$ echo a\n```\n",
        "```console\n$ true\na\n```\n",
        "```console\n$ false\n```\n",
        "```console\n$ false\n$ echo $?\n0\n```\n",
        "```console\n$ exit\n```\n",
        "```console\nno command\n```\n",
        "```sh\nfalse\n```\n",
        "```python\nraise SystemExit(1)\n```\n",
        "```yaml\na: 1\n```\n",
        "```\nwhatever\n```\n",
    ],
)
def test_what_is_not_so_fails_at_its_line(
    page: str, tmp_path: Path, environment: dict[str, str]
) -> None:
    with pytest.raises(AssertionError, match=r"page\.md:1: "):
        _do(tmp_path, environment, page)
