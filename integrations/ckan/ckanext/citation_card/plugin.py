"""CKAN: the card on the page of a dataset. CKAN names no author in its metadata, so the record is
made of the dataset's own fields, as CSL-JSON inside the tag."""

import json
import re

import ckan.plugins as plugins
import ckan.plugins.toolkit as toolkit


def citation_card_record(dataset, site_title, url):
    """CSL-JSON of a dataset, as CKAN's API writes it (package_show)."""
    extras = {extra["key"].lower(): extra["value"] for extra in dataset.get("extras") or []}
    names = re.split(r"\s*;\s*|\s+and\s+", dataset.get("author") or "") if dataset.get("author") else []
    date = extras.get("issued") or dataset.get("metadata_created") or ""
    parts = [int(part) for part in re.findall(r"\d+", date[:10])]
    doi = extras.get("doi") or dataset.get("doi")
    record = {
        "id": dataset.get("name"),
        "type": "dataset",
        "title": dataset.get("title") or dataset.get("name"),
        "author": [_name(name) for name in names if name],
        "issued": {"date-parts": [parts]} if parts else None,
        "publisher": (dataset.get("organization") or {}).get("title") or site_title,
        "version": dataset.get("version"),
        "abstract": dataset.get("notes"),
        "keyword": ", ".join(tag.get("display_name") or tag["name"] for tag in dataset.get("tags") or []),
        "DOI": doi,
        "URL": url,
    }
    # A record inside HTML: `<` must not begin a tag.
    return json.dumps({name: value for name, value in record.items() if value}).replace("<", "\\u003c")


def _name(text):
    family, comma, given = (part.strip() for part in text.partition(","))
    return {"family": family, "given": given} if comma else {"literal": text}


class CitationCardPlugin(plugins.SingletonPlugin):
    plugins.implements(plugins.IConfigurer)
    plugins.implements(plugins.ITemplateHelpers)

    def update_config(self, config):
        toolkit.add_template_directory(config, "templates")
        toolkit.add_public_directory(config, "public")

    def get_helpers(self):
        return {"citation_card_record": citation_card_record}
