"""Compile the core. Everything else about the package stands in `pyproject.toml`.

`SIEKIT_PURE=1 pip install .` compiles nothing. Where no C compiler works the install still
succeeds, since each extension is optional: the same files then run as ordinary Python.
`SIEKIT_CFLAGS` replaces the compiler flags (the AddressSanitizer run of `fuzz/asan.py` does).
"""

from __future__ import annotations

import os
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

# The modules of src/siekit/core that carry Cython code. A test finds one that is missing here.
COMPILED = (
    "columns",
    "encoding",
    "scanner",
    "records",
    "vouchers",
    "reader",
    "checksum",
    "keys",
    "fields",
    "writer",
)

# Many small functions call each other for each field; measured, inlining them gives a tenth.
FLAGS = "-O3 -g0 -fno-semantic-interposition -fno-plt -finline-limit=4000"

DIRECTIVES = {
    "language_level": 3,
    "boundscheck": True,  # files come from strangers: an index outside raises IndexError
    "wraparound": False,
    "initializedcheck": False,
    "freethreading_compatible": True,
}


class BuildAllOrNone(build_ext):
    """Compile all modules or leave none: a compiled one cannot use an uncompiled one."""

    def run(self) -> None:
        """Compile, then take away what was compiled when anything failed."""
        super().run()
        outputs = [Path(self.get_ext_fullpath(extension.name)) for extension in self.extensions]
        if not all(output.exists() for output in outputs):
            for output in outputs:
                output.unlink(missing_ok=True)


def extensions() -> list[Extension]:
    """Return the core's extensions, none when SIEKIT_PURE is set."""
    if os.environ.get("SIEKIT_PURE"):
        return []
    from Cython.Compiler import Options

    # The core's views have one dimension; room for eight makes each 208 bytes that are passed by
    # value. "Fewer than 2" is what 2 means, and it is read when the compiler is imported.
    Options.buffer_max_dims = 2
    from Cython.Build import cythonize

    modules = [
        Extension(
            f"siekit.core.{name}",
            [str(Path("src", "siekit", "core", f"{name}.py"))],
            extra_compile_args=os.environ.get("SIEKIT_CFLAGS", FLAGS).split(),
        )
        for name in COMPILED
    ]
    made = list(cythonize(modules, build_dir="build/cython", compiler_directives=DIRECTIVES))
    for extension in made:
        extension.optional = True  # said here, since cythonize forgets it
    return made


setup(ext_modules=extensions(), cmdclass={"build_ext": BuildAllOrNone})
