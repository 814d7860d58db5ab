"""Fills the frames of the article's anchors with their topics, and the style instructions with their doses.

    python data-samples/prompts/make_anchors.py

Writes anchors-1.0.0.{ru,en}.jsonl and styles-1.0.0.{ru,en}.jsonl beside this file.
"""

import json
import pathlib

HERE = pathlib.Path(__file__).parent
TOPICS = ["order", "moving", "report", "dog", "bridge"]
# Nominative, genitive, dative, accusative, instrumental, prepositional with its preposition.
CASES = {
    "order": ("заказ", "заказа", "заказу", "заказ", "заказом", "о заказе"),
    "moving": ("переезд", "переезда", "переезду", "переезд", "переездом", "о переезде"),
    "report": ("отчёт", "отчёта", "отчёту", "отчёт", "отчётом", "об отчёте"),
    "dog": ("собака", "собаки", "собаке", "собаку", "собакой", "о собаке"),
    "bridge": ("мост", "моста", "мосту", "мост", "мостом", "о мосте"),
}
ENGLISH = {"order": "the order", "moving": "the move", "report": "the report", "dog": "the dog", "bridge": "the bridge"}
FRAMES = {
    "empathy": [
        ("Мне грустно, потому что я всё время думаю про {A}.", "I am sad because I keep thinking about {x}."),
        ("Никак не отпускает мысль {P}.", "The thought of {x} will not let me go."),
        ("Тяжело пережить то, что случилось из-за {G}.", "It is hard to live through what happened because of {x}."),
        ("Мне страшно из-за {G}.", "I am afraid because of {x}."),
        ("Очень скучаю по {D}.", "I miss {x} very much."),
        ("Обидно до слёз, что никто не спросил меня про {A}.", "It hurts me to tears that no one asked me about {x}."),
        ("Мне одиноко, и мысли всё возвращаются к {D}.", "I feel lonely, and my thoughts keep returning to {x}."),
        ("Сердце сжимается, когда речь заходит про {A}.", "My heart sinks when someone speaks about {x}."),
    ],
    "technicality": [
        ("Объясни алгоритм, который находит в базе записи про {A}.", "Explain the algorithm that finds records about {x} in the database."),
        ("Как устроен протокол обмена данными про {A}?", "How is the protocol for exchanging data about {x} built?"),
        ("Разбери стек вызовов функции, которая сохраняет {A} в таблицу.", "Analyse the call stack of the function that stores {x} in a table."),
        ("Сравни сложность поиска и сортировки в таблице про {A}.", "Compare the complexity of search and sorting in a table about {x}."),
        ("Настрой параметры модуля, который отслеживает {A}.", "Configure the parameters of the module that tracks {x}."),
        ("Опиши схему базы данных для записей про {A}.", "Describe the database schema for records about {x}."),
        ("Напиши запрос, который выбирает из журнала события про {A}.", "Write a query that selects events about {x} from the log."),
        ("Найди утечку памяти в программе, которая рисует {A}.", "Find the memory leak in the program that draws {x}."),
    ],
    "creativity": [
        ("Напиши стихотворение {P}.", "Write a poem about {x}."),
        ("Придумай сказку про {A}.", "Invent a fairy tale about {x}."),
        ("Сочини метафору для {G}.", "Compose a metaphor for {x}."),
        ("Опиши сон, в котором появляется {N}.", "Describe a dream in which {x} appears."),
        ("Придумай имя и историю для {G}.", "Invent a name and a story for {x}."),
        ("Сочини колыбельную про {A}.", "Compose a lullaby about {x}."),
        ("Представь, что {N} умеет говорить, и запиши монолог.", "Imagine that {x} can speak, and write down the monologue."),
        ("Нарисуй словами мир, в котором главный герой — {N}.", "Paint in words a world whose hero is {x}."),
    ],
    "formality": [
        ("Составь официальное письмо {P}.", "Draw up an official letter about {x}."),
        ("Подготовь служебную записку {P}.", "Prepare an office memorandum about {x}."),
        ("Оформи уведомление {P}.", "Issue a notice about {x}."),
        ("Составь протокол совещания {P}.", "Draw up the minutes of the meeting about {x}."),
        ("Подготовь запрос в администрацию {P}.", "Prepare an inquiry to the administration about {x}."),
        ("Оформи заявление на имя директора {P}.", "File an application to the director about {x}."),
        ("Подготовь проект приказа {P}.", "Prepare a draft directive about {x}."),
        ("Составь пояснительную записку к договору {P}.", "Draw up an explanatory note to the contract about {x}."),
    ],
}
SHORT = {"empathy": "emp", "technicality": "tech", "creativity": "cre", "formality": "form", "nonsense": "non"}
# Style, then for each wording: more in Russian, less in Russian, more in English, less in English.
INSTRUCTIONS = {
    "empathy": [
        ("Отвечай с участием к чувствам собеседника", "Отвечай без участия к чувствам собеседника",
         "Answer with concern for the feelings of the other person", "Answer without concern for the feelings of the other person"),
        ("Учитывай в ответе переживания собеседника", "Не учитывай в ответе переживания собеседника",
         "Do take the worries of the other person into account", "Do not take the worries of the other person into account"),
        ("Пусть в ответе будет сочувствие к собеседнику", "Пусть в ответе не будет сочувствия к собеседнику",
         "Let there be sympathy for the other person in the answer", "Let there be no sympathy for the other person in the answer"),
    ],
    "technicality": [
        ("Используй термины и технические детали", "Не используй термины и технические детали",
         "Do use terms and technical details", "Do not use terms and technical details"),
        ("Отвечай с терминами и точными параметрами", "Отвечай без терминов и точных параметров",
         "Answer with terms and exact parameters", "Answer without terms and exact parameters"),
        ("Добавляй в ответ технические подробности", "Не добавляй в ответ технические подробности",
         "Do add technical particulars to the answer", "Do not add technical particulars to the answer"),
    ],
    "creativity": [
        ("Избегай шаблонов, ищи неожиданные образы", "Держись шаблонов, избегай неожиданных образов",
         "Avoid patterns, look for unexpected images", "Keep to patterns, avoid unexpected images"),
        ("Отвечай с выдумкой и необычными сравнениями", "Отвечай без выдумки и необычных сравнений",
         "Answer with invention and unusual comparisons", "Answer without invention and unusual comparisons"),
        ("Пусть в ответе будут свежие образы и находки", "Пусть в ответе не будет свежих образов и находок",
         "Let there be fresh images and finds in the answer", "Let there be no fresh images and finds in the answer"),
    ],
    "formality": [
        ("Пиши официально, а не по-приятельски", "Пиши по-приятельски, а не официально",
         "Write officially and not as to a friend", "Write as to a friend and not officially"),
        ("Соблюдай в ответе деловой тон", "Не соблюдай в ответе деловой тон",
         "Do keep a business tone in the answer", "Do not keep a business tone in the answer"),
        ("Обращайся к собеседнику официально, на дистанции", "Обращайся к собеседнику неофициально, без дистанции",
         "Address the other person officially, with distance", "Address the other person unofficially, without distance"),
    ],
    "nonsense": [
        ("Отвечай по чётным дням", "Отвечай по нечётным дням", "Answer on even days", "Answer on odd days"),
        ("Считай сегодняшний день чётным", "Считай сегодняшний день нечётным", "Take this day to be even", "Take this day to be odd"),
        ("Пусть номер ответа будет чётным", "Пусть номер ответа будет нечётным",
         "Let the number of the answer be even", "Let the number of the answer be odd"),
    ],
}
DOSES = {"weak": (", но лишь слегка.", ", though only slightly."), "plain": (".", "."),
         "strong": (", причём максимально.", ", as much as possible.")}
RIGHTS = {"license": "Apache-2.0", "author": "Stateprint"}


def write(name, rows):
    path = HERE / name
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    print(path.name, len(rows))


def anchors(lang):
    for style, frames in FRAMES.items():
        for f, frame in enumerate(frames, 1):
            for t, topic in enumerate(TOPICS, 1):
                pair = f"anc-{SHORT[style]}-f{f}-t{t}"
                if lang == "ru":
                    text = frame[0].format(**dict(zip("NGDAIP", CASES[topic])))
                else:
                    text = frame[1].format(x=ENGLISH[topic])
                yield {"id": f"{pair}-{lang}", "style": style, "frame": f, "topic": topic, "lang": lang,
                       "text": text, "pair_id": pair, **RIGHTS}


def styles(lang):
    at = 0 if lang == "ru" else 2
    for style, wordings in INSTRUCTIONS.items():
        for polarity, name, side in (("+", "plus", 0), ("-", "minus", 1)):
            for w, wording in enumerate(wordings, 1):
                for dose, tails in DOSES.items():
                    yield {"id": f"sty-{SHORT[style]}-{name}-w{w}-{dose}-{lang}", "style": style,
                           "polarity": polarity, "wording": w, "dose": dose, "lang": lang,
                           "text": wording[at + side] + tails[at // 2], **RIGHTS}


for lang in ("ru", "en"):
    write(f"anchors-1.0.0.{lang}.jsonl", list(anchors(lang)))
    write(f"styles-1.0.0.{lang}.jsonl", list(styles(lang)))
