"""A recorded clip of somebody who exercises."""
