// The page's own words in three languages; what the bot says comes from the bot.

export const LANGUAGES = { uk: "Укр", ru: "Рус", en: "Eng" };

export const WORDS = {
  uk: {
    sandbox: "пісочниця", language: "Мова сторінки", phones: "Телефони", clock: "Годинник пісочниці, київський час",
    hour: "+1 год", day: "+1 день", week: "+1 тиждень",
    hour_label: "Уперед на годину", day_label: "Уперед на день", week_label: "Уперед на тиждень",
    add: "Телефон", add_label: "Додати телефон", whose: "Чий це телефон?", app_language: "Мова застосунку", messenger: "Месенджер", put: "Додати", close: "Закрити",
    returnee: "після повернення", helper: "допомагає", relative: "рідна людина", moderators: "модератори",
    bot: "бот", typing: "друкує…", members: "учасників: {n}", chat: "Чат {name}",
    message: "Повідомлення", send: "Надіслати", attach: "Прикріпити", menu: "Меню", commands: "Команди бота",
    reply: "Відповідь", replying: "Відповідь на повідомлення", editing: "Зміна повідомлення", change: "Змінити", cancel: "Скасувати",
    edited: "змінено", deleted: "Повідомлення видалено", photo: "Фото", sent: "надіслано", pinned: "закріплено", failed: "Viber не зміг це показати",
    to_newest: "До найновішого", unread: "Нових: {n}", author: "Хто пише", leave: "Вийти з групи", join: "Повернутися", left: "{name} більше не в групі", came: "{name} у групі",
    late: "Тут уже немає: що буде надіслано, дійде із запізненням.", keyboard: "Клавіатура бота",
    block: "Заблокувати бота на цьому телефоні", blocked: "Бота заблоковано. Він не може сюди писати.", unblock: "Розблокувати",
    invitation: "Відкрити запрошення", code: "Код або посилання запрошення", optional: "необов’язково", start: "Почати",
    greeting: "Тут починається розмова з ботом Kolo. Запрошення може бути на картці або в групі.",
    today: "сьогодні", yesterday: "учора",
    offline: "Немає зв’язку з пісочницею. Відновлюємо…", violations: "Порушення правил месенджера", link: "Посилання: {url}", copied: "Скопійовано",
    voice: "Голосове", video_note: "Відео в колі", video: "Відео", sticker: "Наліпка", location: "Місце", live_location: "Рухоме місце", contact: "Контакт", poll: "Опитування", document: "Файл", file: "Файл", url: "Посилання", forward: "Переслане", unknown: "Невідоме",
    refused_400: "Застосунок на цьому телефоні такого не дозволяє.", refused_404: "На телефоні цього вже немає.",
    refused_413: "Для пісочниці це завелике.", refused_500: "Пісочниця не впоралася. Що саме сталося, є в її журналі.",
    too_large: "Фото завелике: до 10 МБ.", empty: "Телефонів ще немає. Додайте перший.", show_photo: "Показати фото", kind: "вкладення",
  },
  ru: {
    sandbox: "песочница", language: "Язык страницы", phones: "Телефоны", clock: "Часы песочницы, киевское время",
    hour: "+1 час", day: "+1 день", week: "+1 неделя",
    hour_label: "Вперёд на час", day_label: "Вперёд на день", week_label: "Вперёд на неделю",
    add: "Телефон", add_label: "Добавить телефон", whose: "Чей это телефон?", app_language: "Язык приложения", messenger: "Мессенджер", put: "Добавить", close: "Закрыть",
    returnee: "после возвращения", helper: "помогает", relative: "близкий человек", moderators: "модераторы",
    bot: "бот", typing: "печатает…", members: "участников: {n}", chat: "Чат {name}",
    message: "Сообщение", send: "Отправить", attach: "Прикрепить", menu: "Меню", commands: "Команды бота",
    reply: "Ответ", replying: "Ответ на сообщение", editing: "Изменение сообщения", change: "Изменить", cancel: "Отменить",
    edited: "изменено", deleted: "Сообщение удалено", photo: "Фото", sent: "отправлено", pinned: "закреплено", failed: "Viber не смог это показать",
    to_newest: "К новому", unread: "Новых: {n}", author: "Кто пишет", leave: "Выйти из группы", join: "Вернуться", left: "{name} больше не в группе", came: "{name} в группе",
    late: "Здесь уже нет: что будет отправлено, дойдёт с опозданием.", keyboard: "Клавиатура бота",
    block: "Заблокировать бота на этом телефоне", blocked: "Бот заблокирован. Он не может сюда писать.", unblock: "Разблокировать",
    invitation: "Открыть приглашение", code: "Код или ссылка приглашения", optional: "необязательно", start: "Начать",
    greeting: "Здесь начинается разговор с ботом Kolo. Приглашение может быть на карточке или в группе.",
    today: "сегодня", yesterday: "вчера",
    offline: "Нет связи с песочницей. Восстанавливаем…", violations: "Нарушения правил мессенджера", link: "Ссылка: {url}", copied: "Скопировано",
    voice: "Голосовое", video_note: "Видео в круге", video: "Видео", sticker: "Наклейка", location: "Место", live_location: "Движущееся место", contact: "Контакт", poll: "Опрос", document: "Файл", file: "Файл", url: "Ссылка", forward: "Пересланное", unknown: "Неизвестное",
    refused_400: "Приложение на этом телефоне такого не позволяет.", refused_404: "На телефоне этого уже нет.",
    refused_413: "Для песочницы это слишком много.", refused_500: "Песочница не справилась. Что именно случилось, есть в её журнале.",
    too_large: "Фото слишком большое: до 10 МБ.", empty: "Телефонов пока нет. Добавьте первый.", show_photo: "Показать фото", kind: "вложение",
  },
  en: {
    sandbox: "sandbox", language: "Language of the page", phones: "Phones", clock: "Clock of the sandbox, Kyiv time",
    hour: "+1 hour", day: "+1 day", week: "+1 week",
    hour_label: "Forward an hour", day_label: "Forward a day", week_label: "Forward a week",
    add: "Phone", add_label: "Add a phone", whose: "Whose phone is it?", app_language: "Language of the app", messenger: "Messenger", put: "Add", close: "Close",
    returnee: "came back", helper: "helps", relative: "a relative", moderators: "moderators",
    bot: "bot", typing: "typing…", members: "members: {n}", chat: "Chat of {name}",
    message: "Message", send: "Send", attach: "Attach", menu: "Menu", commands: "Commands of the bot",
    reply: "Reply", replying: "Reply to a message", editing: "Edit a message", change: "Edit", cancel: "Cancel",
    edited: "edited", deleted: "Message deleted", photo: "Photo", sent: "sent", pinned: "pinned", failed: "Viber could not show this",
    to_newest: "To the newest", unread: "New: {n}", author: "Who is writing", leave: "Leave the group", join: "Come back", left: "{name} is no longer in the group", came: "{name} is in the group",
    late: "No longer here: what is sent now arrives late.", keyboard: "Keyboard of the bot",
    block: "Block the bot on this phone", blocked: "The bot is blocked. It cannot write here.", unblock: "Unblock",
    invitation: "Open an invitation", code: "Code or link of an invitation", optional: "optional", start: "Start",
    greeting: "A conversation with the bot Kolo starts here. There may be an invitation on a card or in a group.",
    today: "today", yesterday: "yesterday",
    offline: "No connection to the sandbox. Trying again…", violations: "The messenger's rules were broken", link: "Link: {url}", copied: "Copied",
    voice: "Voice", video_note: "Round video", video: "Video", sticker: "Sticker", location: "Place", live_location: "Moving place", contact: "Contact", poll: "Poll", document: "File", file: "File", url: "Link", forward: "Forwarded", unknown: "Unknown",
    refused_400: "The app on this phone does not allow that.", refused_404: "This is no longer on the phone.",
    refused_413: "This is larger than the sandbox takes.", refused_500: "The sandbox could not do this. Its log has the kind of error.",
    too_large: "This photo is too large: up to 10 MB.", empty: "There are no phones yet. Add the first one.", show_photo: "Show the photo", kind: "attachment",
  },
};

let current = remembered();

export const language = () => current;

/** The page's words for `key`, with `{names}` filled in; an unknown key (a role of one's own) is shown as it is. */
export function say(key, values = {}) {
  const text = WORDS[current][key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** The page's words for `key`, or other words where it has none. */
export const saidOrElse = (key, otherwise) => WORDS[current][key] ?? otherwise;

/** Speak another language from now on, also after a reload. */
export function speak(choice) {
  current = choice;
  document.documentElement.lang = choice;
  try {
    localStorage.setItem("language", choice);
  } catch { /* private mode: the choice lasts until the reload */ }
}

function remembered() {
  try {
    const choice = localStorage.getItem("language");
    return choice in LANGUAGES ? choice : "uk";
  } catch {
    return "uk";
  }
}
