"""A command starts without compiling the same regular expressions each time."""

import click


def quick_start(ctx: click.Context, folder: str | None = None) -> None:
    """Until the command ends, patterns of modules that are imported are taken from a folder, and kept there.

    Takes   folder: of compiled templates; None: the user's, and nothing is kept where there is none
    """
    from site_builder.build.code_cache import shared_code, tidy
    from site_builder.build.kept_patterns import KeptPatterns

    if folder := folder or shared_code():
        patterns = KeptPatterns(folder)
        ctx.call_on_close(lambda: tidy(folder))
        ctx.call_on_close(patterns.keep)
        ctx.with_resource(patterns)
