"""A desk that runs: a real preview on a small site, its address with the secret, and requests as a browser makes them.

It takes seconds to start one, so the tests of a file share it: those that change something get a notice of their own.
"""

import http.client
import json
import re
import shutil
from collections.abc import Iterator
from itertools import count
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import opened
from tests.conftest import HEAD, TEXT, Space
from tests.preview.conftest import Running, free_port

SUGGESTED = """\
# 台账
p1:
  due:
    - by: "2025-06"
      about: m2
      quote: "计划于2025年6月前完成"
      suggested: true
  entries:
    - as_of: "2024-10-17"
      status: ongoing
      about: m2
      quote: "目前正在清理历年沉淀资金"
      suggested: true
# 第二项
p2:
  entries:
    - as_of: "2024-10-17"
      status: done
      quote: "已完成全部台账补录"
      suggested: true
"""
IMPORTED = """\
中共云州市水务局党组关于巡察整改情况的通报
根据统一部署，市委第五巡察组对市水务局党组进行了巡察，并于2024年4月8日反馈了意见。现将整改情况予以公布。
一、问题整改情况
（一）维修资金管理方面
1.关于“维修资金使用公示不规范”问题的整改情况
一是印发《云州市住宅维修资金使用公示规定》，统一公示的内容和时间。
二是对2024年以来的公示材料逐份复核，目前已补正36份，其余8份正在核对。
2.关于“投诉办理不及时”问题的整改情况
一是将投诉办理时限由15个工作日缩短为7个工作日。
二是对积压的投诉逐件回访，截至2024年9月底已全部办结，该项问题已完成整改。
二、公开期限
公开期限为2024年10月16日至11月15日。联系电话：0000-8300701。
中共云州市水务局党组
2024年10月13日
"""


class Told(NamedTuple):
    status: int
    headers: dict[str, str]
    body: str

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class RunningDesk:
    """A preview with its desk; `ask` makes requests with the cookie and from the desk's own page unless told otherwise."""

    def __init__(self, running: Running):
        self.running = running
        found = re.search(r"校核台  http://[^/]+(/_desk/\?key=\S+)", running.until("校核台  http"))
        assert found
        self.way_in = found[1]
        answer = running.get(self.way_in)
        assert answer.status == 303 and answer.headers["location"] == "/_desk/", answer
        self.set_cookie = answer.headers["set-cookie"]
        self.cookie = self.set_cookie.partition(";")[0]
        self.host = f"127.0.0.1:{running.port}"
        self.slug = "n"  # of the notice that a test speaks of

    def ask(self, path: str, body: Any = None, method: str | None = None, **headers: str | None) -> Told:
        usual = {"Host": self.host, "Cookie": self.cookie, "Origin": f"http://{self.host}"}
        sent = usual | {name.replace("_", "-"): value for name, value in headers.items()}
        content = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        connection = http.client.HTTPConnection("127.0.0.1", self.running.port, timeout=30)
        connection.putrequest(method or ("GET" if body is None else "POST"), path, skip_host=True)
        for name, value in sent.items():
            if value is not None:
                connection.putheader(name, value)
        if content is not None:
            connection.putheader("Content-Length", str(len(content)))
        connection.endheaders(content)
        answer = connection.getresponse()
        told = Told(
            answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read().decode("utf-8", "replace")
        )
        connection.close()
        return told

    def api(self, what: str = "", slug: str | None = None) -> str:
        return f"/_desk/api/notices/{slug or self.slug}" + (f"/{what}" if what else "")

    def view(self, slug: str | None = None) -> Any:
        return self.ask(self.api(slug=slug)).json

    def act(self, slug: str | None = None, **told: Any) -> Told:
        state = told.pop("state", None) or self.view(slug)["state"]
        return self.ask(self.api("act", slug), {"state": state, **told})

    def file(self, name: str, slug: str | None = None) -> str:
        return (self.running.space.content / "notices" / (slug or self.slug) / name).read_bytes().decode()

    @property
    def address(self) -> str:
        return f"http://{self.host}{self.way_in}"


def draft(space: Space, slug: str) -> None:
    """A draft with three suggestions."""
    space.notice(slug, head=HEAD + "draft: true\n", text=TEXT, ledger=SUGGESTED)


def begin(space: Space) -> RunningDesk:
    """A desk whose one notice is the draft `n`."""
    draft(space, "n")
    running = Running(space, free_port())
    running.until("预览  http")
    return RunningDesk(running)


@pytest.fixture
def own(space: Space) -> Iterator[RunningDesk]:
    """A desk for one test, which may end it."""
    made = begin(space)
    try:
        yield made
    finally:
        made.running.end()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """A desk for all tests of a file; nobody changes its notice `n`."""
    made = begin(Space(tmp_path_factory.mktemp("one-for-all")))
    try:
        yield made
    finally:
        made.running.end()


_NUMBERS = count(1)


@pytest.fixture
def desk(shared: RunningDesk) -> Iterator[RunningDesk]:
    """The same desk with one draft more, whose name no test had before; what a test has added is gone after it."""
    notices = shared.running.space.content / "notices"
    shared.slug = f"t{next(_NUMBERS)}"
    draft(shared.running.space, shared.slug)
    yield shared
    shared.slug = "n"
    for folder in notices.iterdir():
        if folder.name != "n":
            shutil.rmtree(folder)
    shutil.rmtree(shared.running.space.folder / ".desk-journal", ignore_errors=True)


@pytest.fixture
def page(desk: RunningDesk, browser: Browser) -> Iterator[Page]:
    """The desk's home, come in by the address that the terminal shows; nothing may be complained of."""
    complaints: list[str] = []
    with opened(browser, at=None) as page:
        page.on(
            "console",
            lambda m: complaints.append(m.text) if m.type in ("error", "warning") and "409" not in m.text else None,
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(desk.address)
        assert page.url.endswith("/_desk/")
        yield page
    assert complaints == []
