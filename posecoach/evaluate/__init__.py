"""How far posecoach can be trusted: its numbers against labelled and rendered truth.

`resampling`, `agreement`, `separation` and `matching` are the statistics; they know nothing of
posture. `datasets` reads labelled folders, `judged` runs the product over them, `labelled` says
how well its verdicts fit the labels. `truth` and `rendered` do the same on drawn figures, whose
every joint is known.
"""
