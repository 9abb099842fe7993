"""A figure whose every joint is known exactly, drawn so that the network sees a person in it.

    figure = pose(sitting(trunk=Turn(forward=20)))
    picture = render(figure, side_camera(figure), workplace())
    truth = true_pose(picture, t=0.0)

`spec` (named joint angles) -> `skeleton` (points in space) -> `body` (surface) -> `render`
(picture and true landmarks) through a `camera`, amid `scenery`. `presets` holds postures and the
cameras that usually see them, `motion`, `reach` and `gait` move the figure, `desk_day` is the story
of the demo clip, `demo` says where that clip is. `people`, `cameras`, rooms by seed and `exposure`
vary what is seen. Only `render` and `exposure` import OpenCV.
"""
