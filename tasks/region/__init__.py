"""Several districts together: their published runs added up, each number still proved below."""

from tasks.region.region import District, Region, RegionTotal, add_up

__all__ = ["District", "Region", "RegionTotal", "add_up"]
