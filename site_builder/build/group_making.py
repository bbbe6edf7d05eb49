"""Makes the groups of site pages and files whose dependencies have changed, and keeps the others."""

from collections.abc import Mapping

from site_builder.build.inputs import Options
from site_builder.build.plan import Columns, group_key, group_reason, postponed
from site_builder.build.published_files import PublishedFiles
from site_builder.build.staging import Staging
from site_builder.build.state import GroupState
from site_builder.data.file_record import FileRecords
from site_builder.site.file_groups import file_groups
from site_builder.site.page_groups import page_groups
from site_builder.site.site_context import Group, SiteContext
from site_builder.site.sitemap_files import sitemap_groups
from site_builder.unit.aspects import AspectDigests
from site_builder.views.page_frame import Frame


class GroupMaker:
    """Makes all groups of a build.

    groups  those made or kept, by name
    stale   whether some of them were left as they were although they are not what they should be
    staged  files of theirs that wait to be published
    """

    def __init__(
        self,
        options: Options,
        published: PublishedFiles,
        staging: Staging,
        site_key: bytes,
        marks: Mapping[str, AspectDigests],
    ):
        """Takes   options: of the build
        published: the files of the last build
        staging: where files are written
        site_key: changes with what every group depends on
        marks: slug → digests of its card's aspects
        """
        self.options, self.published, self.staging = options, published, staging
        self.site_key, self.marks = site_key, Columns(marks)
        self.groups: dict[str, GroupState] = {}
        self.stale = False
        self.staged: list[str] = []

    def keep(self, key: bytes) -> bool:
        """Keeps all groups where nothing has changed of which any is made. Takes   key: of `groups_key`; gives whether they are kept"""
        before = self.published.before
        intact = key == before.grouped and all(self.published.common_intact(g.files) for g in before.groups.values())
        if intact:
            self.groups = dict(before.groups)
            for name in self.groups:
                self.options.say_why(name, None)
        return intact

    def make(self, site: SiteContext, frame: Frame) -> None:
        for group in (*page_groups(site, frame), *file_groups(site, frame)):
            self._make(group)
        pages = [path for group in self.groups.values() for path in group.files if path.endswith(".html")]
        for group in sitemap_groups(site, frame, pages):
            self._make(group)

    def _make(self, group: Group) -> None:
        if group.name in self.groups:  # the files of one of them would be in no manifest
            raise ValueError(f"two groups are called {group.name}")
        old = self.published.before.groups.get(group.name)
        templates = b"".join(self.staging.renderer.closure(name) for name in group.templates)
        key = group_key(group, self.site_key, templates, self.marks)
        intact = old is not None and self.published.common_intact(old.files)
        later = postponed(group.name, self.options.stale_search)
        why = group_reason(old, key, intact=intact, postponed=later)
        self.options.say_why(group.name, why)
        if why is None and old is not None:
            self.stale |= old.key != key
            self.groups[group.name] = old
            return
        files, staged = self.staging.put(group.make(), self._published(old))
        self.groups[group.name] = GroupState(key, files)
        self.staged += staged
        self.options.say_pages(lambda: files, staged)

    def _published(self, old: GroupState | None) -> FileRecords:
        """The intact files of a group."""
        common = self.published.common
        return {path: common[path] for path in old.files if path in common} if old else {}
