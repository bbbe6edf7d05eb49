"""An existing engine as executor: `dask://host:port`. Needs the extra `cluster`; nothing else does."""

from concurrent.futures import Executor
from typing import cast

from site_builder.findings import SiteError


def cluster_executor(url: str) -> Executor:
    """The executor of a running Dask scheduler; its workers share the content and staging folders with this machine."""
    scheme, _, address = url.partition("://")
    if scheme != "dask" or not address:
        raise SiteError(f"不认识的 --executor {url}；写成 dask://主机:端口")
    try:
        from distributed import Client
    except ModuleNotFoundError:
        raise SiteError("缺少 Dask；先运行 pip install 'taizhang[cluster]'") from None
    try:
        client = Client(f"tcp://{address}", timeout=10)
    except OSError as error:
        raise SiteError(f"连不上 {address}：{error}；检查调度器是否在运行") from error
    return cast(Executor, client.get_executor(pure=False, retries=3))
