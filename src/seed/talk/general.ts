export const GENERAL = `
= 36d 10:05
vera #hello: Welcome to the Bell Lane chat! Добро пожаловать! One room for everybody, groups for the rest. Ask for anything, in either language.
  ! likes: ♥ tom lida ivan grace / 🎉 omar nadia oleg
tom: Testing, testing. The bell still rings, I checked.
lida: Доброе утро! Наконец-то не нужно листать три почтовых рассылки.
  ! likes: 👍 vera ivan marina pavel
ivan ^hello: А правила будут?
vera: Three: be kind, sign your tools out, and nobody schedules meetings on Friday evenings.
  ! likes: 😂 tom omar hugo / ♥ grace
= 34d 18:40
omar: Oven is on at number 9 tomorrow from six. Twelve spare loaves of rye, first come first served 🍞
  ! likes: ♥ vera lida nadia hugo june
nadia: Two for me please! I pay in soldered headphones.
oleg: Мне один, заеду на велосипеде.
omar: Sold. Seven left before I have even kneaded them.
= 33d 09:15
галина #things: Библиотека вещей снова открыта: по средам с 16 до 20, подвал дома 7. Есть дрель, шатёр 3×3, швейная машинка, две пары снегоступов и один очень громкий проектор.
  ! likes: 👍 vera tom lida pavel katya timur
hugo ^things: The very loud projector and I have met. I would still like to borrow it for the barn.
галина: Бери, только верни вместе с кабелем. В прошлый раз вернулся один кабель.
  ! likes: 😂 hugo vera ines oleg
= 31d 20:10
june: Does anybody have buttons? Any colour, any number. I am making a quilt for the nursery and have run out.
ines: A jar of about two hundred. Some are older than I am.
june: You are an angel.
marina: У меня есть перламутровые от бабушки. Занесу завтра.
  ! likes: ♥ june ines
= 29d 08:20
pavel: Соседи, сегодня с 11 до 13 отключат воду в домах 3–9. Набирайте чайники.
  ! likes: 🙏 lida галина oleg
grace: Thank you! For the English speakers: no water 11–13 at numbers 3 to 9. Fill your kettles.
tom: Filled every bucket in the workshop. We could now survive a small siege.
= 27d 19:30
vera #assembly: The autumn assembly (our little вече) is on the last Saturday of the month, 17:00, at the old fire station.
  |
  | On the table:
  | 1. The playground: two drafts, one decision
  | 2. Heating the workshop in winter
  | 3. Who looks after the bell
  |
  | Soup is promised. Bring a spoon and an opinion.
  ! likes: 👍 tom lida ivan grace omar nadia pavel / 🍲 ines hugo
ivan: Ложку принесу. Мнений у меня целых три.
  ! likes: 😂 vera marina lida
arthur: I have the plans of the fire station from 1962, if anybody wants to see where the doors used to be.
katya ^assembly: Нарисую афишу! К четвергу повесим на всех подъездах.
= 25d 12:00
katya #poster: Вот набросок. Что скажете?
  ! shows: dusk
  ! likes: 😍 vera ines june marina rosa / 👏 tom hugo
ines: The colours! Please do not change anything.
vera ^poster: Beautiful. Could the time be a little larger? People read posters from bicycles here.
oleg: Подтверждаю: читаю с велосипеда.
= 22d 21:05
sam: The bees on number 4 have settled. If one visits your balcony, it is only thirsty: a saucer with water and a few stones helps.
  ! likes: 🐝 lida vera june rosa / ♥ grace
june: wrong chat, sorry!
  ! deleted
= 20d 10:30
yusuf: Hello everybody, I moved into number 12 yesterday. I can fix sewing machines and I cannot cook. Nice to meet you!
  ! likes: 👋 vera tom lida omar nadia grace june timur
omar: Welcome @yusuf! Come by the bakery, the first loaf is on the house. And we shall do something about the cooking.
june: You can fix sewing machines?? You will never be hungry again.
  ! likes: 😂 yusuf vera ines
timur: Добро пожаловать! Если нужен шкаф внести, мы впятером умеем.
= 18d 18:15
rosa: Woke up early. Worth it.
  ! shows: dawn lake
  ! likes: ♥ vera lida marina katya sam / 😍 ines bea
oleg: Это с плотины? Поеду завтра туда же.
rosa: From the second bench, the one without a back.
= 15d 17:50
grace: Membership fees: 41 of 48 are in. You know who you are, and so do I 🪙
  ! likes: 😂 tom ivan / 👍 vera
hugo: Paid! Sorry! I was rewinding.
anton: Оплатил только что. Извините за задержку.
= 12d 08:45
lida: Кабачков столько, что я уже не спрашиваю, а оставляю под дверью. Не пугайтесь.
  ! likes: 😂 vera pavel oleg галина ivan
pavel: Так вот кто это был.
tom: I thought it was a threat.
  ! likes: 😂 lida vera nadia omar grace
= 10d 20:20
vera: Thank you all for the assembly: 63 people, two decisions, one very good soup. The minutes are attached; the playground gets built as draft B.
  ! shows: assembly.md budget.csv
  ! likes: 🎉 pavel katya lida tom omar nadia / ♥ ines grace
pavel: Спасибо всем, кто голосовал и за, и против. Первый субботник уже через неделю.
milo: Best soup vote in the history of democracy.
= 8d 19:00
omar: خالي وصل من حلب اليوم، والفرن كله رائحة هيل وقهوة. تفضلوا غداً بعد الظهر!
  ! likes: ♥ yusuf vera ines / ☕ nadia
omar: (My uncle came to visit, and the whole bakery smells of cardamom and coffee. You are all invited tomorrow afternoon!)
yusuf: يا أهلاً! سآتي مع عود وكعك.
= 6d 09:10
bea: Has anybody seen a grey cat with a red collar? She answers to Tuesday, but only on her own terms.
  ! likes: 👀 vera sam june
sam (+14): Grey, red collar, offended? She is asleep on a beehive. Both sides seem fine with it.
  ! likes: 😂 bea vera tom ines lida omar
bea: On my way! Thank you!!
= 4d 20:40
zhenya: Добрый вечер! Мы новые, дом 5. Подскажите, пожалуйста, столяра: нужна полка во всю стену.
галина: @tom и @timur. Один пилит, другой меряет три раза.
timur: Меряю четыре. Женя, напиши в личку, зайду в субботу.
zhenya: Спасибо! Уже чувствую себя дома.
  ! likes: ♥ vera lida галина timur
= 2d 18:05
marina: Хор поёт в воскресенье в 17:00 во дворе. Вход свободный, подпевать можно, но мы предупреждаем.
  ! likes: 🎶 ivan milo галина vera / 👍 lida oleg
milo: I bring the guitar and the extension cord.
= 1d 21:10
nadia: The repair café mended 31 things today. Eleven lamps, four radios, a talking bear (it no longer talks; the parents are grateful).
  ! shows: chart
  ! likes: 👏 vera tom ivan timur pavel grace / 😂 hugo june
vera: Thirty-one! That is the record.
= 205m
vera: Reminder: the workshop roof gets looked at today, so please mind the ladder.
  ! likes: 👍 tom timur
lida: В саду собираем последние помидоры, помощники получают банку.
june: I am a helper. I have always been a helper. Two jars?
lida: Одна банка и одна тыква.
  ! likes: 😂 june vera
= 96m
hugo: Poll for Friday: something with trains, or something with islands?
  ! likes: 🚂 tom oleg pavel ivan / 🏝 ines bea katya
ines: Islands! Or a train on an island.
oleg: Поезд, конечно.
= 41m
grace: @vera the boiler quote came in: **2,340**, valid until _Friday_. I put it on the council's table.
vera: Thank you! Let us talk tomorrow at six.
tom: Roof: two tiles, one bird's nest (empty), no drama.
  ! likes: 👍 vera grace / 🎉 nadia
= 9m
omar: Cinnamon rolls in ten minutes. This is not a drill.
  ! likes: ♥ june bea sam
bea: Running.
`;
