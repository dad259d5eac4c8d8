#pragma once

#include <publish/Publisher.hpp>

#include <media/Intake.hpp>

#include <QObject>

#include <deque>
#include <set>

namespace DirectPost::Ui {

Publish::PostRequest videoRequest(const Media::Clip &clip, std::string openId, std::string username,
				  TikTok::VideoPost post);

// The one way from the dock to the publisher. A clip that was handed over is taken: whoever comes with it again (a
// second click, auto-publish) is turned away. A refusal gives it back.
class PostDesk : public QObject {
	Q_OBJECT

public:
	static constexpr quint64 kPhotos = 0; // photo posts belong to no clip
	enum class By { Hand = 1, AutoPublish };

	explicit PostDesk(Publish::Publisher &publisher, QObject *parent = nullptr);

	// What speaks against a file of this size on this line, going by the last upload.
	std::optional<Error> slowLineWarning(int64_t size_bytes) const;

	bool post(quint64 clipId, By by, Publish::PostRequest request); // false: the clip is taken
	bool isTaken(quint64 clipId) const;

signals:
	void posted(quint64 clipId, DirectPost::Ui::PostDesk::By by);
	void refused(quint64 clipId, DirectPost::Ui::PostDesk::By by, const DirectPost::Error &error);

private:
	struct Pending {
		quint64 clipId = 0;
		By by = By::Hand;
	};
	std::optional<Pending> takeFirst();

	Publish::Publisher &publisher_;
	std::deque<Pending> pending_; // the publisher answers in the order it was asked
	std::set<quint64> taken_;
};

} // namespace DirectPost::Ui
