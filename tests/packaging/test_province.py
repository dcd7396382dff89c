"""A whole province, 6060 reports: every planted break is found, and nothing else.

Among the packaging tests because it takes as long as they do.
"""

from __future__ import annotations

import pytest

from gxaudit.testing import province
from gxaudit.testing.planting import KINDS
from tests.province.auditing import found, wanted

pytestmark = pytest.mark.packaging


def test_a_province_of_2000_agencies_and_3_years(tmp_path):
    whole = province(cities=20, agencies=2000, breaks=dict.fromkeys(KINDS, 5))
    whole.write(tmp_path)
    expected = wanted(whole)
    assert {one.kind for one in whole.planted} == set(KINDS)
    assert found(tmp_path) == expected
