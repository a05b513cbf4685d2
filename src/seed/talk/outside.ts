export const GARDEN = `
= 32d 08:30
lida: Доброе утро, садоводы! Бочки полные, дождь обещают только к выходным. Полив по чётным — чётные дома, по нечётным — нечётные.
  ! likes: 👍 sam june галина omar
sam: Number 4 is even, even if its bees are odd.
  ! likes: 😂 lida vera june
grace: Seed order came to 64.20. Receipt is with me.
= 26d 19:10
rosa: The beds tonight. I only came to water and stayed for an hour.
  ! shows: beds dusk
  ! likes: ♥ lida vera katya june / 😍 ines
lida #beds: Красота! Третья грядка — это же мои чёрные томаты пошли.
= 19d 09:40
bea: What are these small striped beetles on the potatoes? Friends or enemies?
lida: Враги. Колорадские. Собираем руками в банку, без химии.
sam: My bees vote for no chemistry as well.
  ! likes: 🐝 lida vera bea
= 11d 17:00
галина: Варенье из кабачков с лимоном: килограмм кабачков, полкило сахара, один лимон, терпение. Восемь банок из двенадцати ещё свободны.
  ! likes: ♥ june lida grace / 😋 vera bea
omar: I trade two loaves for one jar.
галина: Идёт. И одну банку за доброе слово.
= 3d 18:45
june: Planted the garlic for next year. Forty cloves, in straight lines, like a quilt.
  ! shows: quilt
  ! likes: 😂 lida vera / ♥ ines katya
lida: Это самое красивое поле чеснока, которое я видела на ткани.
= 170m
lida: Последние помидоры, приходите, пока есть. Вот что осталось:
  | — чёрные, два ящика
  | — жёлтые, ящик с небольшим
  | — зелёные, на маринад, сколько унесёте
  ! likes: 🍅 june vera bea / ♥ omar
bea: Can I come after the lecture?
lida: Конечно. @vera, тебе отложить жёлтых?
= 62m
sam: The meadow today. Last flowers, first jumpers.
  ! shows: meadow forest peaks
  ! likes: ♥ lida rosa june / 😍 katya
lida: Как на открытке. Повесим в сарае.
june: I am here with a wheelbarrow and no shame.
  ! likes: 😂 lida sam
`;

export const RIDES = `
= 28d 20:00
oleg: В субботу едем к озеру: 38 км, подъём один, зато честный. Старт в 9:00 у булочной.
  ! shows: lake-loop.gpx
  ! likes: 🚲 omar rosa katya milo tom
omar: Start at the bakery, he says, as if it were my idea. I shall pack rolls.
tom: Is "honest" the Russian word for steep?
oleg: Да.
  ! likes: 😂 tom vera omar rosa
= 25d 16:20
rosa: We made it. All of us. Even Tom.
  ! shows: lake peaks forest
  ! likes: ♥ oleg katya vera omar / 🎉 milo bea
tom: I left my knees somewhere near kilometre thirty. Reward if found.
katya: Третье фото — прямо обложка альбома.
= 17d 19:30
pavel: Можно с детьми? Старшему девять, едет быстрее меня.
oleg: Нужно. В следующий раз — вдоль реки, без подъёмов, 15 км и мороженое.
  ! likes: 🍦 pavel bea katya
= 9d 18:10
oleg: Река, мороженое, ни одного подъёма. Выдержали все, кроме моего переднего колеса.
  ! shows: meadow
  ! likes: 😂 tom omar / ♥ pavel
anton: У меня есть запасное 28″, отдам.
= 3d 12:30
rosa: Night ride to the hill? Clear sky on Thursday, and no moon until eleven.
  ! likes: 🌌 oleg katya milo bea vera
milo: I am in. Who brings the telescope?
= 118m
rosa #night: What you missed last night:
  ! shows: night
  ! likes: 😍 vera katya bea / ♥ oleg omar milo
vera ^night: Next time I cancel the meeting instead.
oleg: Вера, мы тебя ждали у поворота пятнадцать минут.
omar: Eleven of which were spent eating her roll.
  ! likes: 😂 oleg rosa milo
`;

export const CHOIR = `
= 29d 12:00
marina: Ноты на сезон — в файле. Альты, прошу смотреть на меня, а не в ноты.
  ! shows: songs.md
  ! likes: 🎶 ivan галина milo
ivan: Басы смотрят в пол, как положено.
= 16d 21:15
milo: Can I play the intro half a tone lower? My capo went to the lake and stayed there.
marina: Можно. Хор не заметит, а я промолчу.
  ! likes: 😂 milo ivan
= 4d 20:45
vera: I shall be ten minutes late on Thursday: council.
marina: Опоздавшие поют соло.
  ! likes: 😂 ivan галина hugo ines
= 88m
marina: Завтра в 19:00, воскресная программа целиком. Иван, принеси, пожалуйста, пульты.
ivan: Пять штук, шестой у Галины.
галина: Шестой у меня, он теперь под орхидеей. Верну.
  ! likes: 😂 marina ivan
`;

export const FILMS = `
= 26d 20:30
hugo: Friday: a silent one, with Milo at the piano. Doors at eight, blankets encouraged.
  ! likes: 🎬 vera ines june katya bea
milo: I have one theme for chases and one for kissing. I hope nobody chases and kisses.
  ! likes: 😂 hugo rosa ines
= 19d 23:10
ines: I have not laughed like that since the great flood of the kiln.
  ! likes: ♥ hugo milo
= 12d 18:00
hugo: Please: no popcorn in the projector. I know it was nobody. Nobody should be ashamed.
  ! likes: 😂 vera bea sam june
= 5d 21:00
katya: Афиша на пятницу!
  ! shows: night
  ! likes: 😍 hugo ines vera
= 93m
hugo: Trains or islands, the vote is in the general chat. So far it is a tie, which is a film as well.
bea: I bring the cat. She votes islands.
`;

export const FAIR = `
= 34d 14:00
vera: Stalls: bread, jam, pots, quilts, plants. The square is ours from ten to six.
grace: We took 1,212.50. The new ladder is paid for.
  ! likes: 🎉 vera june lida omar ines hugo
june: Sold out by three. I would have sold the table.
omar: I did sell the table.
  ! likes: 😂 vera june grace hugo
ines: Thank you all, it was lovely.
`;
