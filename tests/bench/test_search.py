"""The bench of search runs on few posts, and finds every word in them."""

from serai.bench import bench_search, own_sentences


def test_every_word_is_found_and_everything_is_measured() -> None:
    said = {
        "zh": ["周末去了一家安静的咖啡馆"],
        "en": ["A cup of tea on the balcony"],
        **own_sentences(),
    }
    told: list[str] = []
    report = bench_search(300, said, told.append)
    assert report.bench == "search"
    recall = {name: value for name, value in report.measures.items() if name.startswith("recall")}
    assert recall == {"recall_zh": 1.0, "recall_en": 1.0, "recall_ja": 1.0, "recall_ko": 1.0}
    timed = {"words_ms_p50", "words_ms_p99", "index_ms", "index_million_s", "store_mb"}
    assert all(report.measures[name] > 0 for name in timed)
    assert told
