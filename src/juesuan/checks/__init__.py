"""Checks (审核): whether the figures of a disclosure satisfy its identities."""

from juesuan.checks.residuals import Residual, check_identities

__all__ = ["Residual", "check_identities"]
