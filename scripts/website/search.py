"""Words by which students look for a page, put into the index that the site's search reads.

docs/search.yml has them by page. The theme's search weighs them, as `tags`, above titles and text; they are not shown.
"""

import json

from mkdocs.utils.yaml import yaml_load

from scripts.website import files
from scripts.website.files import DOCS
from scripts.website.handout import address


def words():
    """{page: what is typed to find it}."""
    with open(DOCS / "search.yml", encoding="utf-8") as file:
        return yaml_load(file)


def write(site):
    """Add the words to the built index."""
    path = site / "search/search_index.json"
    index = json.loads(path.read_text("utf-8"))
    typed = {address(page): said for page, said in words().items()}
    for doc in index["docs"]:
        if doc["location"].removesuffix("index.html") in typed:
            doc["tags"] = typed[doc["location"].removesuffix("index.html")]
    files.write(path, json.dumps(index, ensure_ascii=False, separators=(",", ":")))
