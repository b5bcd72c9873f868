"""Sphinx: the directive ``citation-card`` to the tag ``<citation-card>``.

    .. citation-card:: paper.bib
       :styles: apa ieee
       :layout: compact

       Doe, J. (2020). *Tides*. Harbour Press.

The argument is a file with the record, in any format that the card reads. Without one the card
reads the page's own metadata, or asks for the option ``doi``. The content is the fallback; other
builders than HTML show it alone.
"""

from html import escape
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective
from sphinx.util.fileutil import copy_asset

__version__ = "0.1.0"

FOLDER = "citation-card"
ATTRIBUTES = (
    "doi from styles formats tabs selected lang locale layout show hide loading assets heading-level registry follow versions options contact"
).split()
FLAGS = ("debug", "remember")


class CitationCard(nodes.General, nodes.Element):
    """The card; its children are the fallback."""


class CitationCardDirective(SphinxDirective):
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = {name: directives.unchanged for name in ATTRIBUTES} | {name: directives.flag for name in FLAGS}

    def run(self):
        card = CitationCard(attributes=dict(self.options), record=None, kind="")
        if self.arguments:
            relative, path = self.env.relfn2path(self.arguments[0])
            self.env.note_dependency(relative)
            try:
                card["record"] = Path(path).read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                return [self.state.document.reporter.warning(f"citation-card: {relative}: {error}", line=self.lineno)]
            card["kind"] = Path(path).suffix.lstrip(".").lower()
        self.set_source_info(card)
        self.state.nested_parse(self.content, self.content_offset, card)
        return [card]


def visit_html(translator, node):
    words = ["<citation-card"]
    for name, value in node["attributes"].items():
        words.append(f" {name}" if name in FLAGS else f' {name}="{escape(value)}"')
    translator.body.append("".join(words) + ">")
    if node["record"] is not None:
        # Without a fallback the record itself is what people see until the card is ready.
        tag = "template" if node.children else "pre"
        record = escape(node["record"], quote=False)
        translator.body.append(f'<{tag} data-type="{escape(node["kind"])}">{record}</{tag}>')


def depart_html(translator, node):
    translator.body.append("</citation-card>\n")


def visit_other(translator, node):
    pass


def add_script(app, pagename, templatename, context, doctree):
    """The script, on the pages that have a card."""
    if doctree is None or not any(doctree.findall(CitationCard)):
        return
    script = app.config.citation_card_script
    app.add_js_file(script or f"{FOLDER}/citation-card.js", type="module")


def copy_folder(app, exception):
    """The folder of the card, into ``_static``."""
    if exception or app.builder.format != "html" or app.config.citation_card_script:
        return
    folder = Path(app.confdir, app.config.citation_card_folder)
    if not (folder / "citation-card.js").is_file():
        raise ExtensionError(
            f"citation-card: {folder} has no citation-card.js; set citation_card_folder to the folder of the card, "
            "or citation_card_script to the address of its script"
        )
    copy_asset(str(folder), str(Path(app.outdir, "_static", FOLDER)))


def setup(app):
    app.add_config_value("citation_card_folder", FOLDER, "html")
    app.add_config_value("citation_card_script", "", "html")
    others = {builder: (visit_other, visit_other) for builder in ("latex", "text", "man", "texinfo")}
    app.add_node(CitationCard, html=(visit_html, depart_html), **others)
    app.add_directive("citation-card", CitationCardDirective)
    app.connect("html-page-context", add_script)
    app.connect("build-finished", copy_folder)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
