"""Configuration: gxaudit.toml or [tool.gxaudit], overlays, and what they make of the rules."""
