"""A figure whose every joint is known exactly, drawn so that the network sees a person in it.

    figure = pose(sitting(trunk=Turn(forward=20)))
    picture = render(figure, side_camera(figure), workplace())
    truth = true_pose(picture, t=0.0)

    random = numpy.random.default_rng(7)
    person = draw_person(random)
    figure = pose(sitting(), person.proportions)
    scenery = furnished(Furniture("armchair", "laptop").fitting(figure), seed=7)
    picture = render(figure, laptop(figure), scenery, person.look)
    image = expose(picture.image, draw_exposure(random), random, picture.foreground)

`spec` (named joint angles) -> `skeleton` (points in space) -> `body` (surface) -> `render`
(picture and true landmarks) through a `camera`, amid `scenery`. `presets` holds postures and the
cameras that usually see them; `postures` and `stances` every way of sitting and standing by its
size; `stretches` the catalogue's figures (a table in each file of `library/exercises`), `staging`
with camera and furniture. `motion`, `reach`, `gait`, `repetition`, `rolling`, `activities` and
`transfers` move the figure, `desk_day` is the story of the demo clip, `demo` says where that clip
is. `people`, `cameras`, rooms by seed and `exposure`
vary what is seen. Only `render` and `exposure` import OpenCV.
"""
