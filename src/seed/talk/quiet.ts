export const COUNCIL = `
= 35d 18:00
vera: Minutes live here, as files. Decisions get a 👍 from each of us, or a reason why not.
  ! likes: 👍 grace tom lida ivan omar nadia
grace: Accounts for the quarter.
  ! shows: budget.csv
= 24d 19:30
ivan: Предлагаю: колоколом занимается хор. Мы всё равно рядом.
  ! likes: 👍 vera lida tom grace omar nadia
lida: И верёвку пора менять, она старше меня.
= 10d 22:00
vera: The assembly's minutes, before I send them round. Anything wrong?
  ! shows: assembly.md
tom: "Vigorous discussion of the soup" is accurate.
  ! likes: 😂 vera ivan omar
grace: Approved.
= 38m
grace #quote: The boiler: 2,340 with fitting, valid until Friday. The fund has 3,105.
  ! likes: 👀 tom omar
tom ^quote: With the insulation done, the smaller one is enough. I am for it.
lida: За. Только пусть начнут после субботы, там всё в стружке.
ivan: За.
  ! edited: За, если дадут гарантию на пять лет.
omar: For. Warm carpenters eat more bread.
  ! likes: 😂 grace tom / 👍 nadia
nadia: For. @vera?
`;

/** Who speaks with whom, and what they say. */
export const DIRECTS: readonly (readonly [string, string, string])[] = [
  [
    'tom',
    'vera',
    `
= 20d 17:10
tom: Do you want the minutes typed or carved?
vera: Typed, please. The last ones would not fit through the door.
  ! likes: 😂 tom
= 6d 12:20
vera: The ladder inspector comes on Monday. Is there anything I should not show him?
tom: The ladder.
  ! likes: 😂 vera
= 33m
tom: The roof man says two tiles. I say he is right, and that hurts.
tom: I can fit them tomorrow before the rain. Do we still have the spare ones from the fair?
vera: In the cellar of number 7, behind the snowshoes. Галина has the key.
tom: Perfect. Tea afterwards?
`,
  ],
  [
    'lida',
    'vera',
    `
= 14d 21:00
lida: Вера, ты вчера так хорошо всё сказала. Я сидела и гордилась.
vera: Спасибо, Лида. У меня колени дрожали, хорошо, что стол длинный.
  ! likes: ♥ lida
= 75m
lida: Тебе отложила ящик жёлтых, стоит у калитки под лопухом.
  ! shows: beds
vera: Ты чудо. Завтра заберу.
lida: И тыкву. Тыква не обсуждается.
`,
  ],
  [
    'omar',
    'vera',
    `
= 8d 20:15
omar: كل عام وأنتِ بخير يا فيرا! 🎂
vera: How did you know?!
omar: A baker knows every birthday in the street. It is in the oath.
  ! likes: 😂 vera
= 140m
omar: Six trays for the choir on Sunday, yes? As a gift.
vera: Yes, and thank you. They sing better when fed.
`,
  ],
  [
    'grace',
    'vera',
    `
= 15d 18:20
grace: Seven people still owe fees. I made a list and then I made tea instead.
vera: Send me the list, I shall make the calls. You keep the tea.
= 47m
grace: Sent you the quote. Tomorrow at six, my kitchen?
vera: Six it is.
`,
  ],
  [
    'rosa',
    'vera',
    `
= 18d 19:00
rosa: Could the dawn picture go onto the calendar? I would be honoured.
vera: It is already January.
  ! likes: ♥ rosa
rosa: Then here is one for December.
  ! shows: forest
`,
  ],
  [
    'zhenya',
    'timur',
    `
= 3d 19:20
zhenya: Здравствуйте! Стена 3,40, потолки 2,70. Полка под книги и немного под кота.
timur: Коту отдельный этаж. Зайду в субботу в одиннадцать, с рулеткой.
zhenya: Кот предупреждён.
`,
  ],
  [
    'vera',
    'vera',
    `
= 12d 07:45
vera: To remember: the rope for the bell, Arthur's plans, a card for Marina.
= 66m
vera: Позвонить насчёт гарантии на котёл.
`,
  ],
];
