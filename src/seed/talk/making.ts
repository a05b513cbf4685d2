export const WORKSHOP = `
= 33d 11:00
tom: The key hangs behind the third tin of varnish. Yes, that one. Now you all know.
  ! likes: 🔑 nadia timur pavel
timur: 3D-принтер откалиброван, первый слой идеальный. Запись на неделю — у двери.
nadia #stuck: The band saw squeaks again. Left front wheel, I think.
tom ^stuck: On it. It always squeaks on Mondays.
= 28d 16:30
ines: First batch out of the kiln, and only one cracked.
  ! shows: shelf
  ! likes: 😍 vera katya nadia tom / ♥ june
katya: Третий ряд, второй слева — он уже мой, правда?
ines: It always was.
  ! likes: ♥ katya
= 21d 18:20
pavel: Чертёж качелей готов. Брус 100×100, восемь штук, остальное есть на складе.
  ! shows: plan
  ! likes: 👍 tom timur vera
tom: Eight beams are eight trips with my trailer, or two with somebody else's. Who has a bigger one?
arthur: Mine takes six metres. Thursday?
pavel: Четверг отлично. Спасибо!
= 14d 19:45
yusuf: Fixed the industrial sewing machine. It only wanted oil and a kind word. Settings that work for canvas:
  | - stitch **4.0 mm**
  | - tension **3.5**
  | - needle **110/18**
  ! likes: 🙏 june nadia vera / 👍 tom
nadia: This should be printed and framed over the machine.
= 7d 20:15
timur: Напечатал десять крючков для инструмента. Если кто-то опять повесит на них велосипед, я всё пойму.
  ! likes: 😂 tom milo pavel nadia
milo: It was a light bicycle.
= 2d 17:30
tom: Heating, from the assembly: we insulate first, then buy the smaller boiler. Hands needed on Saturday from nine, gloves provided.
  ! likes: 👍 vera nadia ivan pavel timur yusuf
ivan: Приду. Стекловату не люблю, но уважаю.
arthur: I shall bring the long ladder.
= 150m
tom: Somebody returned the good chisels sharpened. Whoever you are: I love you.
  ! likes: ♥ nadia ines timur yusuf / 🕵 milo
zhenya: Можно прийти в субботу просто посмотреть? Я пилу держала в руках дважды.
timur: Нужно! На третий раз уже выдаём фартук.
  ! likes: 😂 zhenya tom
nadia: @vera can we order solder from the tool money? About 30.
  ! edited: @vera can we order solder from the tool money? About 30, lead-free.
= 55m
vera ^stuck: By the way, does it still squeak?
tom: It is Monday somewhere.
  ! likes: 😂 vera nadia ines
`;

export const REPAIR = `
= 30d 10:00
nadia: Table list for Saturday: 1 electronics, 2 textiles, 3 bicycles, 4 "no idea, please look".
ivan: Я на четвёртый стол, как обычно.
  ! likes: 😂 nadia tom
june: Textiles, with cake.
= 23d 15:40
nadia: A brass lamp from 1931, rewired. Its owner cried a little. So did table one.
  ! shows: lamp
  ! likes: ♥ vera ivan галина / 😍 june timur

pavel: Патрон бакелитовый остался родной?
nadia: Of course. Only the wire is new, and it is cloth-covered.
= 16d 14:20
timur: Статистика за год. Оранжевое — что не спасли.
  ! shows: chart
  ! likes: 👏 nadia vera tom галина
arthur: The orange gets thinner. Well done, everybody.
= 9d 12:00
галина: Привезли швейную машинку «Подольск» 1957 года. Работает. Просто попросили, чтобы её похвалили.
  ! likes: ♥ yusuf june nadia ivan
yusuf: She is beautiful. May I oil her next week?
= 1d 14:30
nadia: Done for today: https://example.org/repair/log has the whole list. Thank you for the biscuits!
  ! likes: 🍪 tom june ivan yusuf
tom: One toaster went home with a new spring and an old grudge.
  ! likes: 😂 nadia vera
= 180m
june: Next Saturday I need somebody strong for the mangle. It is from a hotel and it knows it.
yusuf: Me and my brother, ten o'clock.
`;

export const PLAYGROUND = `
= 21d 19:00
pavel: Завёл группу для площадки. Здесь чертежи, смета и расписание субботников.
katya: Сделала план в цвете, чтобы дети тоже могли голосовать.
  ! shows: plan
  ! likes: 👏 pavel vera tom / 😍 grace
vera: They voted. The slide has to be "longer than the street".
grace: The slide will be as long as the budget.
  ! likes: 😂 pavel tom katya vera
= 13d 20:30
pavel: Смета после собрания.
  ! shows: budget.csv
grace: Checked, and it holds. Sand is cheaper if we order before the 20th.
  ! likes: 👍 pavel vera
= 5d 18:00
tom: Beams are cut, sanded and oiled. They smell like a forest that has been to school.
  ! likes: ♥ vera katya / 😂 pavel
zhenya: У нас двое испытателей, четыре и шесть лет. Готовы приступить немедленно.
pavel: Берём обоих. Каски найдём.
= 130m
anton: Песок привезут завтра в восемь утра. Нужны лопаты и два человека у ворот.
  ! likes: 👍 pavel vera
pavel: Я и Женя у ворот. Лопаты в библиотеке вещей.
`;
