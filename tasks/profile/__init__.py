"""What a district configures: its names, roster, outline and indicators; load and check."""

from __future__ import annotations

from tasks.profile.load import default_profile, load_profile
from tasks.profile.workspace import create_workspace

__all__ = ["create_workspace", "default_profile", "load_profile"]
