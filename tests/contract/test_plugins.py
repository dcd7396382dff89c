"""Every shipped plugin keeps the contract that gxaudit.testing gives to anybody's."""

from gxaudit.testing import contract

TestBalance = contract("gxaudit_balance")
TestFees = contract("gxaudit_fees")
TestNarrative = contract("gxaudit_narrative")
TestStructure = contract("gxaudit_structure")
TestText = contract("gxaudit_text")
TestTotals = contract("gxaudit_totals")
