<?php
// Open Journal Systems, Open Preprint Systems, Open Monograph Press: the card on the page of an
// article, a preprint, a book. The page's own Highwire tags are the record.

namespace APP\plugins\generic\citationCard;

use APP\core\Application;
use APP\template\TemplateManager;
use PKP\plugins\GenericPlugin;
use PKP\plugins\Hook;

class CitationCardPlugin extends GenericPlugin
{
    /** Where the templates of the three systems let plugins write. */
    private const PLACES = [
        'Templates::Article::Details',
        'Templates::Preprint::Details',
        'Templates::Catalog::Book::Details',
    ];

    public function register($category, $path, $mainContextId = null)
    {
        if (!parent::register($category, $path, $mainContextId)) {
            return false;
        }
        if ($this->getEnabled($mainContextId)) {
            foreach (self::PLACES as $place) {
                Hook::add($place, [$this, 'show']);
            }
        }
        return true;
    }

    public function getDisplayName()
    {
        return __('plugins.generic.citationCard.displayName');
    }

    public function getDescription()
    {
        return __('plugins.generic.citationCard.description');
    }

    public function show($hook, $arguments)
    {
        $template = $arguments[1];
        $template->assign('citationCardScript', $this->script());
        $arguments[2] .= $template->fetch($this->getTemplateResource('card.tpl'));
        return Hook::CONTINUE;
    }

    /** The folder of the card is `card/` of this plugin. */
    private function script(): string
    {
        $request = Application::get()->getRequest();
        return $request->getBaseUrl() . '/' . $this->getPluginPath() . '/card/citation-card.js';
    }
}
