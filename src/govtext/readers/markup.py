"""XML parsed without entities, network or unbounded trees."""

from __future__ import annotations

from lxml import etree

from govtext.errors import FormatError
from govtext.readers.limits import Limits, check_count

__all__ = ["local_name", "parse_xml"]


def parse_xml(data: bytes, limits: Limits, what: str) -> etree._Element:
    """Return the root element of an XML part.

    Raises
    ------
    FormatError
        It is not well formed (``file-damaged``), declares a document type
        (``xml-forbidden``), has too many tags (``limit-elements``) or tags too deep inside
        each other (``limit-nesting``).

    Examples
    --------
    >>> parse_xml("<p>公文</p>".encode(), Limits(), "part").text
    '公文'
    >>> parse_xml(b'<!DOCTYPE p [<!ENTITY a "aa">]><p>&a;</p>', Limits(), "part")
    Traceback (most recent call last):
        ...
    govtext.errors.FormatError: part declares a document type, which no report needs; get the file from its source again
    """
    if b"<!DOCTYPE" in data or b"<!DOCTYPE" in data[:4096].replace(b"\x00", b""):
        raise FormatError(
            f"{what} declares a document type, which no report needs; "
            "get the file from its source again",
            "xml-forbidden",
        )
    n_tags = data.count(b"<") - data.count(b"</")
    check_count(
        n_tags, limits.max_elements, "limit-elements", f"tags in {what}", "max_elements"
    )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error).lower():
            raise FormatError(
                f"the tags of {what} lie too deep inside each other ({error}); "
                "get the file from its source again",
                "limit-nesting",
            ) from error
        raise FormatError(
            f"{what} is not well-formed XML ({error}); get an undamaged copy", "file-damaged"
        ) from error
    return root


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace, ``""`` for what is no element.

    Examples
    --------
    >>> local_name(etree.fromstring('<w:p xmlns:w="urn:w"/>'))
    'p'
    """
    # Comments and processing instructions have a function for a tag.
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
