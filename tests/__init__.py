"""Everything that is tested; a package so that `python -m tests.fuzz` finds this one."""
