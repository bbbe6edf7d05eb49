"""What the operating system refuses, in an editor's words."""

import os
from errno import EACCES, EISDIR, ENAMETOOLONG, ENOENT, ENOSPC

LONGEST_ON_WINDOWS = 259  # characters of a whole path, unless long ones are switched on


WORDS = {ENOENT: "没有这个文件", EISDIR: "这是文件夹，不是文件", EACCES: "没有权限", ENOSPC: "磁盘满了"}


def words_of(error: OSError) -> str:
    return WORDS.get(error.errno or 0, error.strerror or str(error))


def said_of(error: OSError, windows: bool = os.name == "nt") -> str:
    """What happened, to which file, and what to do. Takes   windows: whether this is one

    >>> said_of(OSError(28, "No space left on device", "/x/public"), windows=False)
    'No space left on device：/x/public；检查磁盘空间和权限'
    """
    name = str(error.filename or "")
    if error.errno == ENAMETOOLONG or (windows and len(name) > LONGEST_ON_WINDOWS):
        way = "也可以请管理员打开 Windows 的长路径支持（LongPathsEnabled）" if windows else "也可以把文件名改短"
        return f"路径太长（{len(name)} 个字符）：{name}；把网站的文件夹移到浅一些的地方，如 D:\\台账，{way}"
    return f"{error.strerror or error}：{name}；检查磁盘空间和权限"
