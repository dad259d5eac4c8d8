// Steps that are done many times over while somebody streams: what each costs, as Google Benchmark measures it.

#include "JobList.hpp"
#include "JobStore.hpp"
#include "PieceDigest.hpp"
#include "Replies.hpp"

#include "../publish/Samples.hpp"
#include "../ui/Locale.hpp"

#include <benchmark/benchmark.h>

#include <QApplication>
#include <QEventLoop>
#include <QScrollArea>

namespace DirectPost {

namespace {

constexpr int64_t kClip_bytes = 38'200'000;

// Ten times a second while a clip uploads, on the UI thread: only what changed may cost anything.
void progressInTheList(benchmark::State &state)
{
	Publish::QueueSnapshot queue;
	for (int64_t id = 1; id <= state.range(0); id++) {
		queue.jobs.emplace_back();
		queue.jobs.back().id = id;
		queue.jobs.back().title = "Replay 2026-11-25 21-04-" + std::to_string(id) + ".mp4";
		queue.jobs.back().stage = Publish::JobStage::Published;
		queue.jobs.back().total_bytes = kClip_bytes;
	}
	Publish::JobSnapshot &uploading = queue.jobs.front();
	uploading.stage = Publish::JobStage::Uploading;
	uploading.bytesPerSecond = 1e6;

	QScrollArea dock;
	auto *list = new Ui::JobList(Ui::englishTexts(), nullptr);
	dock.setWidget(list);
	dock.setWidgetResizable(true);
	dock.resize(280, 600);
	dock.show();
	const auto show = [&] {
		list->showState(queue, std::nullopt);
		QEventLoop loop;
		while (loop.processEvents(QEventLoop::AllEvents)) {
		}
	};
	show();
	for ([[maybe_unused]] auto _ : state) {
		uploading.sent_bytes = (uploading.sent_bytes + 100'000) % kClip_bytes;
		show();
	}
}
BENCHMARK(progressInTheList)->Arg(1)->Arg(Publish::JobStore::kShown)->Unit(benchmark::kMicrosecond);

// A history of years, in a store on the disk.
class Store {
public:
	explicit Store(int64_t posts)
	{
		auto opened = Publish::JobStore::open(folder_.path() / "posts.sqlite", {}, Publish::kNow);
		store_ = std::move(opened->store);
		auto request = Publish::videoRequest(kClip_bytes);
		auto &video = std::get<Publish::VideoRequest>(request.what);
		for (int64_t i = 0; i < posts; i++) {
			video.post.info.caption = "last second clutch number " + std::to_string(i);
			video.contentId = std::to_string(i);
			Publish::Job job;
			job.id = store_->add(request, Publish::kNow).value();
			job.request = request;
			job.stage = Publish::JobStage::Published;
			job.changed = Publish::kNow + std::chrono::seconds(i);
			store_->save(job, "posted").value();
		}
	}
	Publish::JobStore *operator->() { return store_.get(); }

private:
	Publish::Folder folder_;
	std::unique_ptr<Publish::JobStore> store_;
};

void searchInTheHistory(benchmark::State &state)
{
	Store store(state.range(0));
	for ([[maybe_unused]] auto _ : state)
		benchmark::DoNotOptimize(store->history("clutch number 7", Publish::kMostFound));
}
BENCHMARK(searchInTheHistory)->Arg(100)->Arg(2'000)->Unit(benchmark::kMicrosecond);

// After every command, and whenever another OBS has changed something.
void readingTheQueue(benchmark::State &state)
{
	Store store(state.range(0));
	for ([[maybe_unused]] auto _ : state)
		benchmark::DoNotOptimize(store->jobs());
}
BENCHMARK(readingTheQueue)->Arg(100)->Arg(2'000)->Unit(benchmark::kMicrosecond);

// Each time before an upload goes on, and every few seconds after it.
void readingAStatus(benchmark::State &state)
{
	TikTok::HttpReply reply;
	reply.status = 200;
	reply.body = R"({"data":{"status":"PUBLISH_COMPLETE","publicaly_available_post_id":[7412345678901234567],)"
		     R"("uploaded_bytes":38200000},"error":{"code":"ok","message":"","log_id":"20261125"}})";
	for ([[maybe_unused]] auto _ : state)
		benchmark::DoNotOptimize(TikTok::readStatus(reply));
}
BENCHMARK(readingAStatus)->Unit(benchmark::kMicrosecond);

// Every byte goes through it when a clip is posted, and again when it is sent.
void digestOfWhatIsSent(benchmark::State &state)
{
	const std::string piece(65'536, 'x');
	Publish::PieceDigest digest;
	for ([[maybe_unused]] auto _ : state)
		digest.add(piece.data(), piece.size());
	state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(piece.size()));
}
BENCHMARK(digestOfWhatIsSent)->Unit(benchmark::kMicrosecond);

// One line for each, not four.
class Medians : public benchmark::ConsoleReporter {
public:
	Medians() : ConsoleReporter(OO_None) {}
	void ReportRuns(const std::vector<Run> &runs) override
	{
		std::vector<Run> medians = runs;
		std::erase_if(medians, [](const Run &run) { return run.aggregate_name != "median"; });
		ConsoleReporter::ReportRuns(medians);
	}
};

} // namespace

} // namespace DirectPost

int main(int count, char **arguments)
{
	qputenv("QT_QPA_PLATFORM", "offscreen");
	const QApplication application(count, arguments);
	std::string repetitions = "--benchmark_repetitions=5"; // unless told otherwise
	std::vector<char *> all(arguments, arguments + count);
	all.insert(all.begin() + 1, repetitions.data());
	int allCount = static_cast<int>(all.size());
	benchmark::Initialize(&allCount, all.data());
	if (benchmark::ReportUnrecognizedArguments(allCount, all.data()))
		return 1;
	DirectPost::Medians medians;
	benchmark::RunSpecifiedBenchmarks(&medians);
	return 0;
}
