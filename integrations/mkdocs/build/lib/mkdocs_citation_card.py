"""MkDocs: a fenced block ``citation-card`` to the tag ``<citation-card>``.

    ``` citation-card styles="apa ieee"
    @book{doe2020, author = {Doe, Jane}, title = {Tides}, year = 2020}
    ```

The block holds the record in any format that the card reads, or is empty: then ``src`` names a file
below the folder of the documentation, or the card reads the page's own metadata.
"""

import re
from html import escape
from pathlib import Path
from shutil import copytree

from mkdocs.config import base, config_options
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger

log = get_plugin_logger(__name__)

FOLDER = "citation-card"
FENCE = re.compile(
    r"^(?P<indent>[ \t]*)(?P<fence>`{3,}|~{3,})[ \t]*citation-card\b(?P<words>[^\n]*)\n"
    r"(?P<record>.*?)^(?P=indent)(?P=fence)[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
WORD = re.compile(r"""([a-z-]+)(?:=(?:"([^"]*)"|'([^']*)'|(\S+)))?""")


class Settings(base.Config):
    folder = config_options.Type(str, default=FOLDER)
    script = config_options.Type(str, default="")


class CitationCardPlugin(BasePlugin[Settings]):
    def on_config(self, config):
        if not self.config.script and not (self._folder(config) / "citation-card.js").is_file():
            raise PluginError(
                f"citation-card: {self._folder(config)} has no citation-card.js; set `folder` to the folder of "
                "the card, or `script` to the address of its script"
            )
        script = config_options.ExtraScriptValue(self.config.script or f"{FOLDER}/citation-card.js")
        script.type = "module"
        config.extra_javascript.append(script)
        return config

    def on_page_markdown(self, markdown, page, config, files):
        self._cards = []
        return FENCE.sub(lambda found: self._keep(found, page, config), markdown)

    def on_page_content(self, html, page, config, files):
        # Markdown, which would find emphasis in a record, sees a word alone.
        return re.sub(r"(?:<p>)?citation-card-place-(\d+)(?:</p>)?", lambda found: self._cards[int(found[1])], html)

    def on_post_build(self, config):
        if not self.config.script:
            copytree(self._folder(config), Path(config.site_dir, FOLDER), dirs_exist_ok=True)

    def _folder(self, config):
        return Path(config.config_file_path or ".").parent / self.config.folder

    def _keep(self, found, page, config):
        self._cards.append(self._card(found, page, config))
        return f'{found["indent"]}\n{found["indent"]}citation-card-place-{len(self._cards) - 1}\n'

    def _card(self, found, page, config):
        attributes = {name: "".join(values) for name, *values in WORD.findall(found["words"])}
        record, kind = found["record"].strip(), ""
        source = attributes.get("src", "")
        if source and not re.match(r"#|[a-z]+:", source):
            del attributes["src"]
            kind = Path(source).suffix.lstrip(".").lower()
            base = config.docs_dir if source.startswith("/") else Path(config.docs_dir, page.file.src_uri).parent
            try:
                record = Path(base, source.lstrip("/")).read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                log.warning("%s: %s", page.file.src_uri, error)
                record = ""
        words = "".join(f' {name}="{escape(value)}"' if value else f" {name}" for name, value in attributes.items())
        inner = f'<pre data-type="{escape(kind)}">{escape(record, quote=False)}</pre>' if record else ""
        return f"<citation-card{words}>{inner}</citation-card>"
