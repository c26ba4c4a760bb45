"""What is done: each room one stage, from the profile to the outputs.

The rooms and who may import whom are drawn in `docs/architecture.md` and kept by the
import contracts in `pyproject.toml`.
"""
