"""What the system says, in both languages."""

import errno
import os

import pytest

from gxaudit.oserrors import reason
from tests.contract.bilingual import faults_of


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_whatever_the_system_says_is_told_in_both_languages(number: int) -> None:
    told = reason(OSError(number, os.strerror(number)))
    assert not list(faults_of(told))
    assert told.zh != told.en


def test_what_is_no_error_of_the_system_keeps_its_words() -> None:
    assert reason(OSError("half a disk")).zh == "系统提示：“half a disk”"
    assert "ValueError" in reason(ValueError()).en
