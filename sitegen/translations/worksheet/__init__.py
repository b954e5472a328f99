"""A worklist as an Excel workbook, for translators who have two hours and no other program; and back."""

from sitegen.translations.worksheet.reading import read
from sitegen.translations.worksheet.writing import written

__all__ = ["read", "written"]
