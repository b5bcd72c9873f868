{**
 * The card. Its own content is the fallback; the record is in the page's meta tags.
 *}
<section class="item citation_card">
	<citation-card layout="compact" from="page"{if $currentLocale} lang="{$currentLocale|replace:'_':'-'|escape}"{/if}></citation-card>
	<script type="module" src="{$citationCardScript|escape}"></script>
</section>
