/** The town on the day of the parade and the morning after: volunteers, colleagues, family, neighbours. */
import type { Said } from '../message.ts';
import { notice, sayIn } from './say.ts';

const volunteers = sayIn('volunteers');
const depot = sayIn('depot');
const family = sayIn('family');
const lucia = sayIn('lucia');
const sophie = sayIn('sophie');
const residents = sayIn('residents');
const football = sayIn('football');
const bremen = sayIn('bremen');
const yusuf = sayIn('yusuf');
const anna = sayIn('anna');
const status = sayIn('status');

export const inTown: readonly Said[] = [
  volunteers(
    '01-15 18:20:00',
    'grace',
    notice({ action: 'created', subject: 'Lantern Parade volunteers 🏮' }),
  ),
  volunteers('01-15 18:21:00', 'grace', notice({ action: 'added', who: ['daniel', 'salma', 'yusuf'] })),
  volunteers(
    '01-15 18:24:30',
    'grace',
    'Welcome! This is where we plan the Lantern Parade on Friday 22 March 🏮',
  ),
  volunteers('01-22 19:02:00', 'nadia', notice({ action: 'joined-by-link' })),
  volunteers(
    '02-03 10:11:00',
    'grace',
    notice({ action: 'description', text: 'Lantern Parade, Friday 22 March 2024. Questions to Grace.' }),
  ),
  volunteers('03-10 08:02:10', 'oliver', { kind: 'deleted', after: 900, byAdmin: 'grace' }),
  volunteers('03-10 08:20:45', 'grace', 'Please no advertisements in here, thank you'),
  volunteers('03-15 18:30:02', 'grace', {
    kind: 'document',
    name: 'Parade timetable.pdf',
    text: 'Timetable for stewards, final',
  }),
  volunteers(
    '03-21 12:05:00',
    'grace',
    'Stewards: Ferry Road closes at 13:00, you are in place by 13:45, lanterns leave Market Square at 14:15 and reach the bridge twenty minutes later. Grace',
    {
      reactions: [
        { by: 'hannah', emoji: '👍', after: 80 },
        { by: 'mateo', emoji: '🏮', after: 200 },
      ],
    },
  ),
  volunteers(
    '03-21 12:09:41',
    'salma',
    'المنظمون: يُغلق طريق العبّارة الساعة 13:00، كونوا في أماكنكم قبل 13:45، وينطلق الموكب من ساحة السوق الساعة 14:15.',
  ),
  volunteers(
    '03-21 12:11:03',
    'kasia',
    'Porządkowi: ulica Promowa zamknięta od 13:00, bądźcie na miejscu do 13:45, wyjście z Rynku o 14:15.',
  ),
  volunteers(
    '03-21 12:13:20',
    'aylin',
    'Görevliler: Feribot Yolu 13:00’te kapanıyor, 13:45’e kadar yerinizde olun, 14:15’te Pazar Meydanı’ndan çıkıyoruz.',
  ),
  volunteers(
    '03-22 09:04:15',
    'grace',
    'Morning all! The school buses are late, we will set off a few minutes after 14:15',
  ),
  volunteers('03-22 14:12:05', 'grace', 'Off in five minutes. Have fun everyone 🏮'),
  volunteers(
    '03-22 14:18:22',
    'salma',
    { kind: 'image', picture: 'lanterns', text: 'انطلقنا! 🏮' },
    {
      reactions: [
        { by: 'grace', emoji: '😍', after: 30 },
        { by: 'yusuf', emoji: '❤️', after: 51 },
      ],
    },
  ),
  volunteers('03-22 14:24:40', 'mateo', 'Todo bien en la plaza'),
  volunteers('03-22 14:28:13', 'kasia', 'Przy fontannie spokojnie 🙂'),
  volunteers('03-22 14:34:01', 'hannah', 'Front of the parade is at the bridge'),

  volunteers(
    '03-22 14:43:20',
    'grace',
    'There has been an incident on Weir Bridge. The emergency services are there. Please keep away from the bridge and stay with your group',
  ),
  volunteers(
    '03-22 14:44:31',
    'salma',
    'وقع حادث على جسر السد. خدمات الطوارئ في المكان. ابتعدوا عن الجسر وابقوا مع مجموعاتكم.',
  ),
  volunteers(
    '03-22 14:45:02',
    'kasia',
    'Na Moście przy Jazie doszło do zdarzenia. Służby są na miejscu. Nie zbliżajcie się i zostańcie ze swoją grupą.',
  ),
  volunteers(
    '03-22 14:45:40',
    'aylin',
    'Bent Köprüsü’nde bir olay oldu. Ekipler orada. Köprüden uzak durun, grubunuzla kalın.',
  ),
  volunteers(
    '03-22 14:46:12',
    'mateo',
    'Ha habido un incidente en el puente. Los servicios de emergencia están allí. No os acerquéis y quedaos con vuestro grupo.',
  ),
  volunteers(
    '03-22 14:46:55',
    'shirin',
    'روی پل سد حادثه‌ای رخ داده است. امدادگران آن‌جا هستند. از پل دور بمانید و کنار گروه خود باشید.',
  ),
  volunteers('03-22 14:49:10', 'grace', 'When you can, please write your name here so I know you are safe', {
    key: 'names',
  }),
  volunteers('03-22 14:50:26', 'yusuf', 'يوسف وسلمى بخير، نحن في الساحة', { replyTo: 'names' }),
  volunteers('03-22 14:51:09', 'hannah', 'Hannah, safe, with the blue group', { replyTo: 'names' }),
  volunteers('03-22 14:52:48', 'nadia', 'Nadia, fine'),
  volunteers('03-22 14:53:30', 'oliver', 'Oliver, at the meadow, fine'),
  volunteers('03-22 14:54:17', 'kasia', 'Kasia, jestem cała'),
  volunteers('03-22 14:55:55', 'aylin', 'Aylin iyi, meydandayım'),
  volunteers('03-22 14:56:20', 'mateo', 'Mateo, bien'),
  volunteers('03-22 14:58:02', 'shirin', 'شیرین، خوبم'),
  volunteers('03-22 15:02:33', 'grace', '@daniel are you all right? You are not on my list', {
    mentions: ['daniel'],
    key: 'list',
  }),
  volunteers('03-22 15:40:19', 'daniel', "I'm OK, I went home early with a headache", { replyTo: 'list' }),
  volunteers('03-22 15:41:00', 'grace', 'Thank you Daniel, glad to hear it'),
  volunteers(
    '03-22 17:30:44',
    'grace',
    'Everyone on my list has answered. Thank you. The police ask everybody who took pictures near the bridge between 14:15 and 14:45 to keep them and not to post them',
  ),
  volunteers('03-23 08:31:15', 'grace', 'Tea at the town hall from ten for anyone who wants company ❤️', {
    reactions: [
      { by: 'salma', emoji: '❤️', after: 60 },
      { by: 'hannah', emoji: '❤️', after: 122 },
      { by: 'nadia', emoji: '🙏', after: 300 },
    ],
  }),

  depot(
    '03-21 16:30:27',
    'priya',
    'Tomorrow: barriers and stage for the parade out at seven, @daniel and @owen please',
    { mentions: ['daniel', 'owen'] },
  ),
  depot('03-22 06:58:09', 'owen', 'Loaded, leaving now'),
  depot('03-22 12:10:38', 'tom', 'All barriers placed, signed off by the council at noon'),
  depot('03-22 15:05:00', 'priya', 'Is everyone safe? A thumbs up is enough', {
    reactions: [
      { by: 'tom', emoji: '👍', after: 20 },
      { by: 'yusuf', emoji: '👍', after: 33 },
      { by: 'salma', emoji: '👍', after: 41 },
      { by: 'kasia', emoji: '👍', after: 70 },
      { by: 'piotr', emoji: '👍', after: 75 },
      { by: 'emre', emoji: '👍', after: 81 },
      { by: 'aylin', emoji: '👍', after: 90 },
      { by: 'mateo', emoji: '👍', after: 140 },
      { by: 'owen', emoji: '👍', after: 1100 },
      { by: 'daniel', emoji: '👍', after: 2170 },
    ],
  }),
  depot('03-22 15:06:12', 'emre', 'Depodayız, hepimiz iyiyiz'),
  depot('03-22 15:07:40', 'piotr', 'Jestem w bazie, wszystko w porządku'),
  depot(
    '03-22 15:50:26',
    'priya',
    'Who signed out the key for container 4 this morning? The police are asking',
    { key: 'container' },
  ),
  depot('03-22 15:58:11', 'yusuf', 'كان المفتاح في مكانه عند الثامنة، ولم أجده بعد الظهر', {
    replyTo: 'container',
  }),
  depot('03-22 15:59:30', 'salma', 'Yusuf says it was on its hook at eight and gone after lunch'),
  depot('03-22 16:02:04', 'priya', 'Thank you. Please write down what you remember, times too'),

  family('03-22 14:47:21', 'helen', "It's on the radio. Are you two anywhere near the bridge??"),
  family('03-22 14:48:36', 'lucia', 'I am home. I cannot reach Daniel'),
  family('03-22 14:49:50', 'peter', 'Trying him too'),
  family('03-22 14:53:02', 'sophie', 'Danny answer please'),
  family('03-22 15:42:17', 'daniel', "I'm fine. Phone was on silent. On my way home"),
  family('03-22 15:42:58', 'helen', 'Thank goodness', {
    reactions: [
      { by: 'sophie', emoji: '❤️', after: 15 },
      { by: 'lucia', emoji: '❤️', after: 40 },
    ],
  }),

  lucia('03-22 14:46:30', 'lucia', '¿Dónde estás?'),
  lucia('03-22 14:47:05', 'lucia', { kind: 'call', video: false, seconds: 0, outcome: 'missed' }),
  lucia('03-22 14:49:12', 'lucia', { kind: 'call', video: false, seconds: 0, outcome: 'missed' }),
  lucia('03-22 15:43:20', 'daniel', 'Voy a casa'),
  lucia('03-22 15:44:02', 'lucia', 'Me has asustado. ¿Por qué no coges el teléfono?', { key: 'asustado' }),
  lucia('03-22 15:46:51', 'daniel', 'Luego te cuento', { replyTo: 'asustado' }),
  lucia('03-23 08:51:40', 'lucia', 'Daniel, hay dos coches de policía abajo'),
  lucia('03-23 08:52:30', 'lucia', 'Baja, por favor'),

  sophie('03-22 16:20:14', 'sophie', 'Are you really OK? You sounded strange'),
  sophie('03-22 18:02:33', 'daniel', 'Just tired'),

  residents('03-20 09:15:00', 'shirin', 'نوروز همگی مبارک 🌷'),
  residents('03-20 09:17:26', 'babak', 'نوروز شما هم پیروز، سال خوبی داشته باشید'),
  residents('03-20 09:31:50', 'hannah', 'Happy Nowruz to you both! 🌷'),
  residents('03-20 09:40:12', 'dorothy', 'Happy New Year, dears', {
    reactions: [{ by: 'shirin', emoji: '❤️', after: 64 }],
  }),
  residents('03-22 14:57:40', 'dorothy', 'Is everyone in the house all right?'),
  residents('03-22 14:59:01', 'samuel', 'Home and fine, thank you Dorothy'),
  residents('03-22 15:00:22', 'babak', 'ما خوبیم، ممنون. We are fine'),
  residents('03-22 15:03:18', 'zoe', 'Fine here. Just heard the sirens'),

  football('03-22 15:30:12', 'ben', 'Tuesday is off, obviously. Look after each other'),
  football('03-22 15:31:40', 'ravi', '👍'),

  bremen('03-14 12:10:00', 'lena', notice({ action: 'number', before: 'lenaBefore' })),
  bremen('03-22 16:10:09', 'anna', 'Ist bei euch alles in Ordnung? Ich habe es in den Nachrichten gesehen'),
  bremen('03-22 16:12:55', 'felix', 'Daniel, Jonas, meldet euch bitte'),
  anna('03-22 16:14:20', 'anna', 'Geht es dir gut?'),
  anna('03-22 18:05:47', 'daniel', 'Ja. Ich melde mich'),

  yusuf('03-22 15:12:36', 'yusuf', 'هل أنت بخير يا دانيال؟ لم أرك منذ الظهر'),
  yusuf('03-22 15:39:08', 'daniel', "I'm fine, thanks for asking"),

  status('03-22 20:30:00', 'hannah', 'Thinking of everyone at the bridge today 🕯️'),
  status('03-23 08:15:22', 'mateo', '🕯️'),
];
