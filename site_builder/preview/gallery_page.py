"""The gallery of components, rendered on request and cached until the site changes."""

from site_builder.build.blueprints import asset_urls
from site_builder.build.disk import read_pages, read_registers_texts
from site_builder.build.input_stamps import own_templates
from site_builder.build.template_files import read_templates
from site_builder.preview.rebuilding import Preview
from site_builder.records.findings import SiteError
from site_builder.records.registers import read_registers
from site_builder.rendering.gallery import FOLDER as GALLERY
from site_builder.rendering.gallery import gallery_pages
from site_builder.rendering.render import Renderer
from site_builder.views.page_frame import Frame, site_view
from site_builder.views.text_pages import titles_of


class GalleryShelf:
    """Pages of the gallery as HTML."""

    def __init__(self, preview: Preview):
        self.preview = preview
        self._version = ""
        self._pages: dict[str, bytes] = {}

    def page(self, path: str) -> bytes | None:
        """HTML of '_components/' or '_components/<name>/'; None where there is no such page."""
        version = self.preview.version
        if version != self._version:
            self._pages, self._version = self._drawn(), version
        return self._pages.get(path + "index.html" if path.endswith("/") else path)

    def _drawn(self) -> dict[str, bytes]:
        content = self.preview.content
        registers = read_registers(read_registers_texts(content, []), content.name, [])
        if registers is None:
            raise SiteError(f"{content}/site.yaml 读不出来；先改正它")
        templates = read_templates(self.preview.templates, own_templates(content))
        assets = asset_urls(templates, registers.base_path)
        view = site_view(registers, titles_of(read_pages(content, [])), assets, self.preview.day)
        renderer = Renderer(templates.texts, view)
        pages = gallery_pages(templates.texts, Frame(registers, self.preview.drafts, assets))
        return {page.path: renderer.render(page) for page in pages}


__all__ = ["GALLERY", "GalleryShelf"]
