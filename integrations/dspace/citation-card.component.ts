// DSpace 7 to 9: the card on an item's page. The Highwire tags that DSpace writes are the record;
// they come late, and change when the reader goes to another item: the card follows.

import { ChangeDetectionStrategy, Component, CUSTOM_ELEMENTS_SCHEMA, Input } from '@angular/core'

@Component({
  selector: 'ds-citation-card',
  standalone: true,
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<citation-card from="page" [attr.layout]="layout" [attr.styles]="styles" [attr.lang]="lang"></citation-card>`,
})
export class CitationCardComponent {
  /** `card`, `compact`, `button` or `inline`. */
  @Input() layout = 'compact'
  /** Ids of citation styles; the card's own choice if there are none. */
  @Input() styles?: string
  /** Language of the labels; the page's if there is none. */
  @Input() lang?: string
}
