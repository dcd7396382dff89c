"""SARIF 2.1.0 (OASIS, errata 01), for code scanning, editors and whatever else reads it."""
