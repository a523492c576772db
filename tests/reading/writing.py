"""A disclosure written by this package as a file of any format, to be read back."""

from pathlib import Path

from juesuan.forms import Disclosure
from juesuan.narrative import Booklet, FormTable, Heading
from juesuan.publishing.laid import laid_blocks
from juesuan.publishing.pdf import write_pdf
from juesuan.publishing.word import write_word
from juesuan.publishing.workbook import write_workbook
from support.pages import write_page


def write_disclosure(disclosure: Disclosure, path: Path) -> Path:
    """Write the forms as the path's ending says: xlsx, html, docx or pdf."""
    if path.suffix == ".xlsx":
        write_workbook(disclosure, path)
    elif path.suffix == ".html":
        write_page(disclosure, path)
    else:
        title = f"{disclosure.year}年度部门决算"
        forms = [FormTable(form.form.no) for form in disclosure.forms]
        blocks = (Heading(1, "第一部分　", f"{title}表"), *forms)
        booklet = Booklet(
            unit=disclosure.unit,
            year=disclosure.year,
            title=title,
            blocks=blocks,
            cover=(disclosure.unit,),
        )
        write = write_pdf if path.suffix == ".pdf" else write_word
        write(booklet, laid_blocks(booklet, disclosure), path)
    return path
