"""``make bundle``: gxaudit and all that it needs in one zip, for offices without internet.

Takes the wheels of every machine in :data:`TARGETS` from the package index that pip is configured
with, in the versions of .ci/constraints.txt, and puts the installation scripts beside them. What a
wheel requires is read from its own metadata, with the markers of the machine that it is for: pip
would judge them by the machine that it runs on, and leave out what only Windows needs.
"""

from __future__ import annotations

import argparse
import email
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import frozen
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).resolve().parents[1]
CONSTRAINTS = ROOT / ".ci" / "constraints.txt"
INSTALLED = Requirement("gxaudit[all]")
"""What the installation scripts install."""

_SCRIPTS = Path(__file__).resolve().parent / "scripts"
# The same bundle from the same wheels, whenever it is made.
_EPOCH = (1980, 1, 1, 0, 0, 0)


@frozen
class Target:
    """A kind of machine that the bundle is for."""

    name: str
    platforms: tuple[str, ...]
    """The platform tags of wheels that it takes (PEP 425)."""
    markers: tuple[tuple[str, str], ...]
    """What environment markers say there (PEP 508)."""
    python: str

    def needs(self, requirement: Requirement, extras: Iterable[str]) -> bool:
        """Whether a requirement of a wheel that is installed with ``extras`` holds here."""
        if requirement.marker is None:
            return True
        here = {
            **dict(self.markers),
            "python_version": self.python,
            "python_full_version": f"{self.python}.0",
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
        }
        return any(requirement.marker.evaluate({**here, "extra": extra}) for extra in ("", *extras))


_WINDOWS = (("sys_platform", "win32"), ("platform_system", "Windows"), ("os_name", "nt"))
_LINUX = (("sys_platform", "linux"), ("platform_system", "Linux"), ("os_name", "posix"))
_MACHINES = (
    ("windows", ("win_amd64",), (*_WINDOWS, ("platform_machine", "AMD64"))),
    # The oldest C library that each wheel is made for: offices keep their systems long. rensa, which
    # finds reports that are alike, wants that of 2018.
    (
        "linux",
        ("manylinux_2_17_x86_64", "manylinux2014_x86_64", "manylinux_2_28_x86_64"),
        (*_LINUX, ("platform_machine", "x86_64")),
    ),
    (
        "linux-arm",
        ("manylinux_2_17_aarch64", "manylinux2014_aarch64", "manylinux_2_28_aarch64"),
        (*_LINUX, ("platform_machine", "aarch64")),
    ),
)
TARGETS = tuple(
    Target(f"{name}-{python}", platforms, markers, python)
    for name, platforms, markers in _MACHINES
    for python in ("3.11", "3.12", "3.13", "3.14")
)


def collect(target: Target, own: Path, wheels: Path) -> None:
    """Fill ``wheels`` with what ``target`` needs for the wheel ``own`` and its extras.

    Raises :class:`subprocess.CalledProcessError` where the index has no wheel for it.
    """
    settled: set[Requirement] = set()
    found: dict[str, Path] = {"gxaudit": own}
    open_ = {INSTALLED}
    while open_:
        missing = sorted(str(one) for one in open_ if canonicalize_name(one.name) not in found)
        if missing:
            found.update(_download(missing, target, wheels))
        settled |= open_
        open_ = {
            each
            for one in open_
            for each in _required(found[canonicalize_name(one.name)])
            if target.needs(each, one.extras)
        } - settled


def _required(wheel: Path) -> Iterator[Requirement]:
    with zipfile.ZipFile(wheel) as archive:
        name = next(one for one in archive.namelist() if one.endswith(".dist-info/METADATA"))
        head = email.message_from_bytes(archive.read(name))
    for line in head.get_all("Requires-Dist", []):
        yield Requirement(line)


def _download(names: list[str], target: Target, wheels: Path) -> dict[str, Path]:
    """The wheels of some requirements by name, in ``wheels``."""
    with TemporaryDirectory() as folder:
        platforms = [f"--platform={platform}" for platform in target.platforms]
        # The markers have been judged; the versions stay.
        plain = [name.partition(";")[0] for name in names]
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
            + ["--no-deps", "--only-binary=:all:", f"--constraint={CONSTRAINTS}", *platforms]
            + [f"--python-version={target.python}", f"--dest={folder}", *plain],
            check=True,
        )
        return {
            parse_wheel_filename(each.name)[0]: each.replace(wheels / each.name)
            for each in Path(folder).glob("*.whl")
        }


def write(bundle: Path, wheels: Path) -> None:
    """One zip with a folder of its own: the scripts, and ``wheels/``."""
    files = [
        *((each.name, each) for each in sorted(_SCRIPTS.iterdir()) if each.is_file()),
        *((f"wheels/{each.name}", each) for each in sorted(wheels.glob("*.whl"))),
    ]
    with zipfile.ZipFile(bundle, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, source in files:
            data = source.read_bytes()
            if name.endswith((".bat", ".txt")):
                data = data.replace(b"\n", b"\r\n")
            entry = zipfile.ZipInfo(f"{bundle.stem}/{name}", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o755 if name.endswith(".sh") else 0o644) << 16
            archive.writestr(entry, data)


def main(arguments: list[str] | None = None) -> int:
    """Make the bundle and print its name."""
    parser = argparse.ArgumentParser(description="gxaudit and all it needs, in one zip")
    parser.add_argument("--to", type=Path, default=ROOT / "dist", help="folder (default: dist)")
    parser.add_argument("--wheel", type=Path, help="of gxaudit (default: built from the checkout)")
    names = [target.name for target in TARGETS]
    parser.add_argument("--target", action="append", choices=names, help="default: all")
    options = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        wheels = Path(folder)
        own = _own(options.wheel, wheels)
        for target in TARGETS:
            if target.name in (options.target or names):
                collect(target, own, wheels)
        options.to.mkdir(parents=True, exist_ok=True)
        bundle: Path = options.to / f"gxaudit-{parse_wheel_filename(own.name)[1]}-offline.zip"
        write(bundle, wheels)
    print(bundle)
    return 0


def _own(wheel: Path | None, wheels: Path) -> Path:
    if wheel is not None:
        copy = wheels / wheel.name
        copy.write_bytes(wheel.read_bytes())
        return copy
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", wheels, ROOT],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return next(wheels.glob("gxaudit-*.whl"))


if __name__ == "__main__":
    sys.exit(main())
