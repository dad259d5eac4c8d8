#pragma once

#include <QObject>

#include <functional>

namespace DirectPost::Ui {

// Work on widgets in portions, each in a turn of the event loop of its own: OBS has the turns in between.
class Portions : public QObject {
	Q_OBJECT

public:
	// Does the portion with this number, from 0 on; false: it was the last. Never called after this is gone.
	using Work = std::function<bool(size_t portion)>;
	Portions(Work work, QObject *parent);

	void restart(); // all of them, also when some are still to come

private:
	void goOn();
	void doNext();

	Work work_;
	size_t next_ = 0;
	bool isUnderWay_ = false;
};

} // namespace DirectPost::Ui
