"""PDF files with a text layer."""

from gxaudit.readers.pdf.reader import PdfReader

__all__ = ["PdfReader"]
