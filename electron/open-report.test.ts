import { describe, expect, it } from 'vitest';
import { createTranslate } from '../shared/messages/translate.ts';
import { failure, success } from '../shared/outcome.ts';
import { reportNumber } from './history/testing/temporary-history.ts';
import { ReportOpening } from './open-report.ts';
import { sealReport } from './report/json.ts';

const t = createTranslate('en');
const unread = () => failure('session-missing', 'It was read again.');
const [shown, other] = [sealReport(reportNumber(1)), sealReport(reportNumber(2))];

describe('where a report comes from', () => {
  it('is told of the one that is shown without reading it again', () => {
    const opening = new ReportOpening({ history: () => null, t: () => t });
    expect(opening.show(success(shown))).toEqual(success(shown));
    const { id } = shown.session;
    expect(opening.originOf(id, unread)).toEqual(success({ imported: false, integrity: 'intact' }));
  });

  it('is told of a changed one as such', () => {
    const opening = new ReportOpening({ history: () => null, t: () => t });
    opening.show(success({ ...shown, verdict: { ...shown.verdict, headline: 'All is well' } }));
    const origin = opening.originOf(shown.session.id, unread);
    expect(origin).toEqual(success({ imported: false, integrity: 'changed' }));
  });

  it('is told of any other one from where it is kept', () => {
    const opening = new ReportOpening({ history: () => null, t: () => t });
    opening.show(success(shown));
    const { id } = other.session;
    expect(opening.originOf(id, () => success(other)).ok).toBe(true);
    expect(opening.originOf(id, unread)).toEqual(unread());
    opening.show(unread());
    expect(opening.originOf(shown.session.id, unread)).toEqual(unread());
  });
});
