"""How often the encoding of a text is told right: ``python benches/encodings.py [FOLDER]``.

Each text of the folder (the development archive beside the repository unless another is
given) is written in six encodings, whole and cut to 200 characters, and read again. Right
means that the encoding and every character come back. Big5 has no simplified characters:
once they are left out, once the commonest are first made traditional.
"""

from __future__ import annotations

import sys
from pathlib import Path

from govtext.errors import FormatError
from govtext.readers.encoding import decode_text

ARCHIVE = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"
CUT = 200
SIMPLIFIED = "国会来时个们为发经产动业务与书严义乡农况击则刚创区协单压县参双变号员问团围图块场报处备复头奖妇学实审宪对导将层岁岗币师带帮广庆应库开异张强归录征径总战户执扩护拥择担据损换举数断无显权极构标样检楼气汇没济测满灭点热爱状环现电画监盖码础种积称稳竞纪约级纯组细终绍结给统继续维综绩编网罗职联胜节艺药获营补见规视觉计订认让议记讲许论设访证评识诉话该语说请课调谈财责败质购贯贵费资车轨转软较输边达过运还进远连选遗邮里铁铜错长门间闻队阳际陆险随难静须领题风飞馆马验体"
TRADITIONAL = "國會來時個們為發經產動業務與書嚴義鄉農況擊則剛創區協單壓縣參雙變號員問團圍圖塊場報處備復頭獎婦學實審憲對導將層歲崗幣師帶幫廣慶應庫開異張強歸錄徵徑總戰戶執擴護擁擇擔據損換舉數斷無顯權極構標樣檢樓氣匯沒濟測滿滅點熱愛狀環現電畫監蓋碼礎種積稱穩競紀約級純組細終紹結給統繼續維綜績編網羅職聯勝節藝藥獲營補見規視覺計訂認讓議記講許論設訪證評識訴話該語說請課調談財責敗質購貫貴費資車軌轉軟較輸邊達過運還進遠連選遺郵裡鐵銅錯長門間聞隊陽際陸險隨難靜須領題風飛館馬驗體"
TO_TRADITIONAL = str.maketrans(SIMPLIFIED, TRADITIONAL)
CASES = ("utf-8", "utf-8-sig", "gb18030", "big5", "big5 traditional", "utf-16")


def make_case(text: str, case: str) -> tuple[str, str, bytes]:
    """Return the text as the encoding can hold it, the encoding, and the bytes."""
    codec, _, script = case.partition(" ")
    data = (text.translate(TO_TRADITIONAL) if script else text).encode(codec, "ignore")
    return data.decode(codec), codec, data


def is_right(text: str, codec: str, data: bytes) -> bool:
    """Tell whether the bytes are read as the text they hold."""
    try:
        found = decode_text(data)
    except FormatError:
        return False
    return found.text == text and found.encoding.startswith(codec)


def main() -> int:
    """Print the share told right for each encoding, whole and cut."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ARCHIVE
    texts = [path.read_text("utf-8") for path in sorted(folder.rglob("*.txt"))]
    print(f"{len(texts)} texts of {folder.name}, {len(CASES)} encodings")
    for label, cut in (("whole", None), (f"cut to {CUT} characters", CUT)):
        rights = {
            case: sum(is_right(*make_case(text[:cut], case)) for text in texts)
            for case in CASES
        }
        share = sum(rights.values()) / (len(texts) * len(CASES))
        print(f"{label}: {share:.2%} right", ", ".join(f"{k} {v}" for k, v in rights.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
