"""Balanced rounding (舍位平衡): printed amounts that add up exactly."""
