"""What the figures keep in the transactional database: very little, for they are computed."""
from xuanguan.figures.models.printed import Printed
from xuanguan.figures.models.refreshing import RefreshRun
from xuanguan.figures.models.views import Comment, Dashboard, Panel, View

__all__ = ["Comment", "Dashboard", "Panel", "Printed", "RefreshRun", "View"]
