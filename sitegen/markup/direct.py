"""The HTML of plain Markdown, written without an engine.

What is plain says ``markup/alike.py``; of such texts this is what Python-Markdown makes, in a thirtieth of its time.
"""

from __future__ import annotations

import re

_LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
_APART = re.compile(r"\n\n+")
_FIRST = re.compile(r"(\d+)\. ")
_NEXT = re.compile(r"\n\d+\. ")


def direct(text: str) -> str:
    """The HTML of a text that is plain, each block on lines of its own. How a column is aligned is left out."""
    html = _marked(_marked(_linked(text.replace("&", "&amp;")), "**", "strong"), "*", "em")
    written: list[str] = []
    for block in _APART.split(html.strip("\n")):
        rest = block
        while rest.startswith("#"):
            heading, _, rest = rest.partition("\n")
            signs, _, words = heading.partition(" ")
            written.append(f"<h{len(signs)}>{words}</h{len(signs)}>")
        if rest:
            written.append(_block(rest))
    return "\n".join(written)


def _linked(text: str) -> str:
    if "](" not in text:
        return text
    before, *parts = _LINK.split(text)
    links = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return before + "".join([f'<a href="{address}">{words}</a>{rest}' for words, address, rest in links])


def _marked(text: str, sign: str, tag: str) -> str:
    """What stands between two signs, every second part, as an element."""
    if sign not in text:
        return text
    parts = text.split(sign)
    parts[1::2] = [f"<{tag}>{part}</{tag}>" for part in parts[1::2]]
    return "".join(parts)


def _block(text: str) -> str:
    if text.startswith("- "):
        return _list("ul", "", text[2:].split("\n- "))
    if text.startswith("|"):
        return _table(text.split("\n"))
    if first := _FIRST.match(text):
        start = "" if first[1] == "1" else f' start="{first[1]}"'
        return _list("ol", start, _NEXT.split(text[first.end() :]))
    return f"<p>{text}</p>"


def _list(tag: str, start: str, items: list[str]) -> str:
    between = "</li>\n<li>".join(items)
    return f"<{tag}{start}>\n<li>{between}</li>\n</{tag}>"


def _table(rows: list[str]) -> str:
    head, _, *body = rows
    written = "\n".join(_row("td", row) for row in body)
    return f"<table>\n<thead>\n{_row('th', head)}\n</thead>\n<tbody>\n{written}\n</tbody>\n</table>"


def _row(tag: str, row: str) -> str:
    cells = f"</{tag}>\n<{tag}>".join([cell.strip(" ") for cell in row[1:-1].split("|")])
    return f"<tr>\n<{tag}>{cells}</{tag}>\n</tr>"
