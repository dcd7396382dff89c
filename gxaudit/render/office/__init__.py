"""Results as office files: a workbook (``xlsx``) and notices of rectification (``docx``)."""
