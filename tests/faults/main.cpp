#include "Campaign.hpp"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <iostream>
#include <random>
#include <thread>

// The fault suite: the real publisher, in a process of its own that is killed again and again, against a TikTok in
// trouble.
namespace DirectPost::Faults {
namespace {

constexpr int kJobsPerCore = 6; // most of a post's life is waiting

CampaignOptions optionsFrom(const QCoreApplication &application)
{
	QCommandLineParser parser;
	parser.setApplicationDescription(
		"Posts clips through a TikTok in trouble with a publisher that is killed again "
		"and again.");
	parser.addHelpOption();
	const QCommandLineOption isShort(
		"short", "Every scenario once, killed once; nothing that takes minutes or is much like another.");
	const QCommandLineOption kills("kills", "At least so many kills (1000; short: 40).", "n");
	const QCommandLineOption seed("seed", "Of the random moments; a random one.", "n");
	const QCommandLineOption jobs("jobs", "Posts at a time (six for each core).", "n");
	const QCommandLineOption filter("filter", "Only scenarios with this in their group.name.", "text");
	const QCommandLineOption artifacts("artifacts", "Where stories of bad runs go (artifacts/faults).", "folder");
	parser.addOptions({isShort, kills, seed, jobs, filter, artifacts});
	parser.process(application);

	const auto number = [&parser](const QCommandLineOption &option, uint64_t usual) {
		return parser.isSet(option) ? parser.value(option).toULongLong() : usual;
	};
	CampaignOptions options;
	options.isShort = parser.isSet(isShort);
	options.kills = static_cast<int>(number(kills, options.isShort ? 40 : 1000));
	options.seed = number(seed, std::random_device()());
	options.jobs = static_cast<int>(
		number(jobs, uint64_t{kJobsPerCore} * std::max(1u, std::thread::hardware_concurrency())));
	options.filter = parser.value(filter).toStdString();
	options.artifacts = parser.isSet(artifacts) ? parser.value(artifacts).toStdString() : "artifacts/faults";
	return options;
}

} // namespace
} // namespace DirectPost::Faults

int main(int argc, char **argv)
try {
	const QCoreApplication application(argc, argv);
	DirectPost::Faults::Campaign campaign(DirectPost::Faults::optionsFrom(application));
	return campaign.run() ? 0 : 1;
} catch (const std::exception &failure) {
	std::cerr << "the fault suite could not run: " << failure.what() << std::endl;
	return 2;
}
