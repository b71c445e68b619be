"""Why a file cannot be read, said so that the person who sent it knows what to do."""

MESSAGES: dict[str, tuple[str, str]] = {
    "empty": (
        "{name} is empty. Send the file again.",
        "“{name}”是空文件，请重新上传。",
    ),
    "binary": (
        "{name} is not a text document ({what}). Send text, HTML, docx, PDF, OFD or an e-mail file.",
        "“{name}”不是文字材料（{what}）。请提供文本、网页、docx、PDF、OFD或邮件文件。",
    ),
    "huge": (
        "{name} is too large: {size}, at most {limit} can be read. Split it into its documents.",
        "“{name}”过大：{size}，最多可读{limit}。请按文件拆分后再上传。",
    ),
    "encoding": (
        "The characters of {name} cannot be told: it is not UTF-8, UTF-16, GB18030 or Big5. Save it as UTF-8.",
        "无法辨认“{name}”的文字编码：不是UTF-8、UTF-16、GB18030或Big5。请另存为UTF-8。",
    ),
    "zip_bomb": (
        "{name} unpacks to far more than its size and was not opened ({what}). Save the document again.",
        "“{name}”解压后远超其自身大小，未予打开（{what}）。请重新保存该文件。",
    ),
    "encrypted": (
        "{name} is protected by a password. Save it without one.",
        "“{name}”设有密码。请取消密码保护后再上传。",
    ),
    "damaged": (
        "{name} is damaged or is not what its name says ({what}). Save the document again.",
        "“{name}”已损坏，或与其扩展名不符（{what}）。请重新保存该文件。",
    ),
    "scan": (
        "{name} has pictures of pages but no text. Install the extra [ocr] to read scans, or send the text.",
        "“{name}”只有页面图像，没有文字。读取扫描件须安装扩展[ocr]，或请提供文字版。",
    ),
    "legacy_word": (
        "{name} is in an old format of Word or WPS (.doc, .wps). Save it as .docx and send that.",
        "“{name}”是旧版Word或WPS格式（.doc、.wps）。请另存为.docx后再上传。",
    ),
    "spreadsheet": (
        "{name} is a spreadsheet. The reader reads prose; sheets are imported on the import page.",
        "“{name}”是电子表格。阅读器只读文字材料，表格请从导入页面导入。",
    ),
    "no_text": (
        "{name} has no text in it. Send the text of the document.",
        "“{name}”中没有文字。请提供文件正文。",
    ),
    "not_chinese": (
        "{name} is hardly in Chinese: {han} Chinese characters among {letters} letters. The reader reads Chinese.",
        "“{name}”几乎没有中文：{letters}个字母文字中只有{han}个汉字。阅读器只读中文。",
    ),
}


class UnreadableDocument(ValueError):
    """A file that cannot be read. `code` is a key of MESSAGES; both messages name the file and what to do."""

    def __init__(self, code: str, name: str, **facts: object) -> None:
        english, chinese = MESSAGES[code]
        self.code = code
        self.name = name
        self.facts = facts
        self.message_en = english.format(name=name, **facts)
        self.message_zh = chinese.format(name=name, **facts)
        super().__init__(self.message_en)
